import { boundProblems, choiceProblems, COMPONENT, componentProblems, flatten, isSelect, type Placed } from './components.js';
import { fileTypeProblems, isObject, length, list, number, objects, type Json } from './json.js';

/** Fields are required unless they say otherwise. */
const requiredProblems = ({ node, path }: Placed): string[] =>
  node['required'] !== false && node['min_values'] === 0 ? [`${path}.min_values: 0, though the field is required`] : [];

const inputProblems = ({ node, path }: Placed, inLabel: boolean): string[] => {
  const most = number(node['max_length'], 4000);
  const hasLabel = node['label'] !== undefined && node['label'] !== null;
  const problems: string[] = [];
  if (length(node['value']) > most) problems.push(`${path}.value: longer than max_length`);
  if (number(node['min_length'], 0) > most) problems.push(`${path}.min_length: more than max_length`);
  if (inLabel && hasLabel) problems.push(`${path}.label: a text input inside a Label has none`);
  if (!inLabel && !hasLabel) problems.push(`${path}.label: missing`);
  return problems;
};

const fieldProblems = (placed: Placed): string[] => {
  const { node, path } = placed;
  const options = objects(node['options']).length;
  switch (node['type']) {
    case COMPONENT.textInput:
      return inputProblems(placed, path.endsWith('.component'));
    case COMPONENT.fileUpload:
      return [
        ...boundProblems(placed, 1),
        ...requiredProblems(placed),
        ...fileTypeProblems(node['file_types'], `${path}.file_types`),
      ];
    case COMPONENT.radioGroup:
      return choiceProblems(placed, 1);
    case COMPONENT.checkboxGroup: {
      const most = number(node['max_values'], options);
      return [
        ...boundProblems(placed, options),
        ...requiredProblems(placed),
        ...choiceProblems(placed, most),
        ...(most > options ? [`${path}.max_values: more than there are options`] : []),
      ];
    }
    default:
      return isSelect(placed)
        ? [...requiredProblems(placed), ...(node['disabled'] === true ? [`${path}.disabled: not in a modal`] : [])]
        : [];
  }
};

const ROOTS: readonly unknown[] = [COMPONENT.row, COMPONENT.text, COMPONENT.label];

/** The data of a callback that opens a modal. */
export const modalProblems = (data: unknown): string[] => {
  if (!isObject(data)) return ['modal: not an object'];
  const roots: readonly Json[] = objects(data['components']);
  const all = flatten(data['components']);
  return [
    ...(roots.length < 1 || roots.length > 5 ? [`components: ${roots.length} of 1 to 5`] : []),
    ...list(data['components']).flatMap((root, at) =>
      isObject(root) && ROOTS.includes(root['type']) ? [] : [`components.${at}: not a Label, a row or a text`],
    ),
    ...componentProblems(all),
    ...all.flatMap(fieldProblems),
  ];
};
