import { strFromU8, unzipSync } from 'fflate';

export interface ReadCell {
  readonly style: number;
  readonly text?: string;
  readonly value?: number;
  readonly formula?: string;
}

export interface ReadSheet {
  readonly name: string;
  readonly isFrozen: boolean;
  readonly filter: string | null;
  /** By column, from 0 on; undefined where there is no cell. */
  readonly rows: readonly (readonly (ReadCell | undefined)[])[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

const plain = (xml: string): string =>
  xml
    .replace(/&(\w+);/g, (all, name: string) => ENTITIES[name] ?? all)
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));

const columnOf = (name: string): number => Array.from(name).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Elements that are not closed in their order, and characters that XML does not have. */
const xmlProblems = (path: string, xml: string): readonly string[] => {
  const open: string[] = [];
  for (const [, close, name = '', self] of xml.matchAll(/<(\/?)([A-Za-z][\w:]*)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (close === '/') {
      const last = open.pop();
      if (last !== name) return [`${path}: </${name}> ends <${last ?? 'nothing'}>`];
    } else if (self !== '/') open.push(name);
  }
  // eslint-disable-next-line no-control-regex -- these are the characters that it is about
  const odd = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&(?!(?:amp|lt|gt|quot);)/.exec(xml);
  return [
    ...(open.length === 0 ? [] : [`${path}: <${open.join('>, <')}> has no end`]),
    ...(odd === null ? [] : [`${path}: ${JSON.stringify(odd[0])} at ${odd.index}`]),
  ];
};

/** Reads a workbook by its parts: the sheets that it names, found by their relations, cell by cell. */
export const readXlsx = (file: Uint8Array): { readonly sheets: readonly ReadSheet[]; readonly problems: readonly string[] } => {
  const parts = new Map(Object.entries(unzipSync(file)).map(([path, bytes]) => [path, strFromU8(bytes)]));
  const part = (path: string): string => parts.get(path) ?? '';
  const problems = [...parts].flatMap(([path, xml]) => xmlProblems(path, xml));
  for (const [, path = ''] of part('[Content_Types].xml').matchAll(/PartName="\/([^"]+)"/g))
    if (!parts.has(path)) problems.push(`${path} is missing`);
  const styles = [...(/<cellXfs.*<\/cellXfs>/.exec(part('xl/styles.xml'))?.[0] ?? '').matchAll(/<xf /g)].length;
  const targets = new Map(
    [...part('xl/_rels/workbook.xml.rels').matchAll(/Id="(\w+)" Type="[^"]+" Target="([^"]+)"/g)].map(([, id = '', to = '']) => [
      id,
      `xl/${to}`,
    ]),
  );
  const sheets = [...part('xl/workbook.xml').matchAll(/<sheet name="([^"]*)" sheetId="\d+" r:id="(\w+)"\/>/g)].map(
    ([, name = '', id = '']): ReadSheet => {
      const xml = part(targets.get(id) ?? '');
      const rows = [...xml.matchAll(/<row r="(\d+)">(.*?)<\/row>/gs)].map(([, number, cells = ''], at) => {
        if (Number(number) !== at + 1) problems.push(`${name}: row ${String(number)} is the ${at + 1}th`);
        const row: ReadCell[] = [];
        for (const [, column = '', of, style, rest = ''] of cells.matchAll(/<c r="([A-Z]+)(\d+)" s="(\d+)"([^>]*>.*?)<\/c>/gs)) {
          if (of !== number) problems.push(`${name}: ${column}${String(of)} is in row ${String(number)}`);
          if (Number(style) >= styles) problems.push(`${name}: no style ${String(style)}`);
          const [, text] = /<t xml:space="preserve">(.*)<\/t>/s.exec(rest) ?? [];
          const [, formula] = /<f>(.*)<\/f>/.exec(rest) ?? [];
          const [, value] = /<v>(.*)<\/v>/.exec(rest) ?? [];
          row[columnOf(column)] = {
            style: Number(style),
            ...(text === undefined ? {} : { text: plain(text) }),
            ...(formula === undefined ? {} : { formula: plain(formula) }),
            ...(value === undefined ? {} : { value: Number(value) }),
          };
        }
        return row;
      });
      return {
        name: plain(name),
        isFrozen: xml.includes('state="frozen"'),
        filter: /<autoFilter ref="([^"]+)"/.exec(xml)?.[1] ?? null,
        rows,
      };
    },
  );
  return { sheets, problems };
};
