/** A picture for a person: their initials on a colour that follows from the name, as SVG. */
export const avatarSvg = (name: string): string => {
  let hash = 7;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 360;
  const initials = name
    .split(/\s+/u)
    .slice(0, 2)
    .map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '')
    .join('')
    .toUpperCase();
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128" viewBox="0 0 128 128" role="img">` +
    `<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hash} 62% 58%)"/>` +
    `<stop offset="1" stop-color="hsl(${(hash + 40) % 360} 58% 40%)"/></linearGradient></defs>` +
    `<rect width="128" height="128" fill="url(#g)"/><text x="64" y="66" fill="#fff" font-family="system-ui, sans-serif" ` +
    `font-size="${initials.length > 1 ? 50 : 60}" font-weight="600" text-anchor="middle" dominant-baseline="central">${initials}</text></svg>`
  );
};
