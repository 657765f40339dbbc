import { plainXml, XML } from './xml.js';
import type { Container } from '../zip-container.js';
import { stylesXml } from './styles.js';

/** A sheet of the workbook, in its order. */
export interface SheetEntry {
  readonly name: string;
  /** `A1:K9`, where it can be filtered. */
  readonly filter: string | null;
}

const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Where the sheet of a place from 0 on lies. */
export const sheetPath = (at: number): string => `xl/worksheets/sheet${at + 1}.xml`;

const absolute = (range: string): string => range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');

const workbookXml = (sheets: readonly SheetEntry[]): string => {
  const entries = sheets.map(({ name }, at) => `<sheet name="${plainXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const names = sheets.flatMap(({ name, filter }, at) =>
    filter === null
      ? []
      : [
          `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">'${plainXml(name)}'!${absolute(filter)}</definedName>`,
          // The heading stands on each printed page.
          `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${plainXml(name)}'!$1:$1</definedName>`,
        ],
  );
  return (
    `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${RELATIONS}">` +
    `<sheets>${entries.join('')}</sheets>${names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`}</workbook>`
  );
};

/** Everything of the workbook but its sheets, which follow. What the parts are comes first: programs tell by it what kind of file it is. */
export const writeWorkbook = async (zip: Container, sheets: readonly SheetEntry[], locale: string): Promise<void> => {
  const parts = sheets.map((_sheet, at) => sheetPath(at));
  const styles = parts.length + 1;
  const put = (name: string, text: string): Promise<void> => zip.file(name, Buffer.from(text));
  await put(
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>` +
      parts.map((part) => `<Override PartName="/${part}" ContentType="${TYPES}.worksheet+xml"/>`).join('') +
      `<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
  );
  await put('xl/workbook.xml', workbookXml(sheets));
  await put(
    'xl/_rels/workbook.xml.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
      parts
        .map((part, at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="${part.slice('xl/'.length)}"/>`)
        .join('') +
      `<Relationship Id="rId${styles}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  );
  await put('xl/styles.xml', stylesXml(locale));
  await put(
    '_rels/.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
      `<Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
};
