import type { BarChart } from '../layout/blocks.js';
import { scaleOf } from '../layout/chart.js';
import { CONTENT_WIDTH } from './look.js';
import { paragraph, xmlText } from './xml.js';

/** Where the chart lies in the file, and by which name the document refers to it. */
export const CHART_PATH = 'word/charts/chart1.xml';
const CHART_ID = 'rIdPunchcardChart';

const HOUR = 3_600_000;
const HEIGHT = 130;
/** English Metric Units of a point. */
const EMU = 12_700;
const [BAR, TARGET, RULE, HAIRLINE, QUIET] = ['2961A1', 'CC6600', '737B87', 'DBDDE2', '616873'];

const SCHEMAS = 'http://schemas.openxmlformats.org';
const CHART = `${SCHEMAS}/drawingml/2006/chart`;
const DRAWING = `${SCHEMAS}/drawingml/2006/main`;
const RELATIONS = `${SCHEMAS}/officeDocument/2006/relationships`;

/** Tells the document that it has a chart. @param types `[Content_Types].xml` @param relations `word/_rels/document.xml.rels` */
export const announceChart = (types: string, relations: string): readonly [types: string, relations: string] => [
  types.replace(
    '</Types>',
    `<Override PartName="/${CHART_PATH}" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>`,
  ),
  relations.replace(
    '</Relationships>',
    `<Relationship Id="${CHART_ID}" Type="${RELATIONS}/chart" Target="charts/chart1.xml"/></Relationships>`,
  ),
];

/** The place of the chart in the body, with its title above and what it says for whoever does not see it. */
export const chartParagraph = ({ title, alt }: BarChart): string =>
  paragraph('CellHead', title) +
  '<w:p><w:pPr><w:pStyle w:val="Text"/></w:pPr><w:r><w:drawing>' +
  `<wp:inline xmlns:wp="${SCHEMAS}/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">` +
  `<wp:extent cx="${Math.round(CONTENT_WIDTH * EMU)}" cy="${HEIGHT * EMU}"/><wp:docPr id="1" name="${xmlText(title)}" descr="${xmlText(alt)}"/>` +
  `<wp:cNvGraphicFramePr/><a:graphic xmlns:a="${DRAWING}"><a:graphicData uri="${CHART}">` +
  `<c:chart xmlns:c="${CHART}" xmlns:r="${RELATIONS}" r:id="${CHART_ID}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;

const fill = (colour: string): string => `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;
const line = (colour: string): string => `<c:spPr><a:ln w="6350">${fill(colour)}</a:ln></c:spPr>`;
const points = (values: readonly (string | null)[]): string =>
  `<c:ptCount val="${values.length}"/>${values.map((value, at) => (value === null ? '' : `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`)).join('')}`;
const hours = (ms: number): string => String(Math.round((ms / HOUR) * 10_000) / 10_000);

/** A series of hours; null where there is no value. */
const series = (nth: number, name: string, look: string, labels: readonly string[], values: readonly (number | null)[]): string =>
  `<c:ser><c:idx val="${nth}"/><c:order val="${nth}"/><c:tx><c:v>${xmlText(name)}</c:v></c:tx>${look}` +
  `<c:cat><c:strLit>${points(labels.map(xmlText))}</c:strLit></c:cat>` +
  `<c:val><c:numLit><c:formatCode>0.00</c:formatCode>${points(values.map((ms) => (ms === null ? null : hours(ms))))}</c:numLit></c:val>`;

/** The chart as DrawingML, which word processors draw themselves: its numbers are in it, without a workbook beside it. */
export const chartXml = (chart: BarChart): string => {
  const { title, bars, target } = chart;
  const { highest, step } = scaleOf(chart);
  const labels = bars.map(({ label }) => label);
  const hasTargets = bars.some(({ targetMs }) => targetMs !== null);
  const axes = '<c:axId val="1"/><c:axId val="2"/>';
  const barLook = `<c:spPr>${fill(BAR)}</c:spPr><c:invertIfNegative val="0"/>`;
  const ofBars = bars.map(({ ms }) => ms);
  const targetLook =
    '<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>' +
    `<c:marker><c:symbol val="dash"/><c:size val="14"/><c:spPr>${fill(TARGET)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>`;
  const targets = bars.map(({ targetMs }) => targetMs);
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace xmlns:c="${CHART}" xmlns:a="${DRAWING}"><c:roundedCorners val="0"/>` +
    '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>' +
    '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>' +
    `${series(0, title, barLook, labels, ofBars)}</c:ser><c:gapWidth val="45"/>${axes}</c:barChart>` +
    (hasTargets
      ? '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>' +
        `${series(1, target, targetLook, labels, targets)}<c:smooth val="0"/></c:ser><c:marker val="1"/>${axes}</c:lineChart>`
      : '') +
    '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>' +
    `<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${line(RULE)}<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>` +
    '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>' +
    `<c:max val="${highest}"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>` +
    `<c:majorGridlines>${line(HAIRLINE)}</c:majorGridlines><c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>` +
    '<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="1"/><c:crosses val="autoZero"/>' +
    `<c:crossBetween val="between"/><c:majorUnit val="${step}"/></c:valAx></c:plotArea>` +
    (hasTargets ? '<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>' : '') +
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>' +
    `<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="750">${fill(QUIET)}</a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr></c:chartSpace>`
  );
};
