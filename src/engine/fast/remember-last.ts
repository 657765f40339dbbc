/**
 * Makes something of an object, and remembers it for the object that was asked about last. That is enough when the same question comes twice in a row, and
 * cheaper than to keep the answer with each object. See docs/fast-path.md.
 */
export const rememberLast = <Asked extends object, Made>(make: (asked: Asked) => Made): ((asked: Asked) => Made) => {
  let last: { readonly asked: Asked; readonly made: Made } | null = null;
  return (asked) => {
    if (last?.asked !== asked) last = { asked, made: make(asked) };
    return last.made;
  };
};
