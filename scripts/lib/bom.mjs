/** Licences that ask for no more than their text to be kept. Another one is a decision, made here. */
const ACCEPTED = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'BlueOak-1.0.0']);

/**
 * Packages that do not name their licence where npm looks for it, by name and version: each was read, and another version has to be read again.
 * png-js comes with pdfkit; its LICENSE file is the text of the MIT licence.
 */
const READ_BY_HAND = new Map([['png-js@2.0.0', 'MIT']]);

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** @param {unknown} value @returns {Record<string, unknown>[]} */
const objects = (value) => (Array.isArray(value) ? value.filter(isObject) : []);

/** @param {Record<string, unknown>} component @returns {string} its licences as one expression; empty when it has none */
const licenceOf = (component) =>
  objects(component['licenses'])
    .map(({ license, expression }) => String(expression ?? (isObject(license) ? (license['id'] ?? license['name']) : '')))
    .join(' AND ') ||
  (READ_BY_HAND.get(idOf(component)) ?? '');

/** `MIT OR GPL-2.0`: one of them will do; of `MIT AND ISC` all must. @param {string} expression */
const isAccepted = (expression) =>
  expression !== '' &&
  expression
    .replace(/[()]/g, '')
    .split(' AND ')
    .every((part) => part.split(' OR ').some((one) => ACCEPTED.has(one.trim())));

/** @param {unknown} lock @returns {Map<string, Record<string, unknown>>} `name@version` of what is not only for development */
const productionIn = (lock) => {
  const packages = isObject(lock) && isObject(lock['packages']) ? Object.entries(lock['packages']) : [];
  /** @type {Map<string, Record<string, unknown>>} */
  const found = new Map();
  for (const [path, entry] of packages) {
    if (path === '' || !isObject(entry) || entry['dev'] === true) continue;
    found.set(`${path.replace(/^.*node_modules\//, '')}@${String(entry['version'])}`, entry);
  }
  return found;
};

/** @param {Record<string, unknown>} component */
const idOf = ({ name, version }) => `${String(name)}@${String(version)}`;

/**
 * The list without what is only for development.
 * @param {unknown} bom a CycloneDX list of everything @param {unknown} lock parsed package-lock.json
 * @returns {unknown}
 */
export function productionOf(bom, lock) {
  if (!isObject(bom)) return bom;
  const wanted = productionIn(lock);
  const components = objects(bom['components']).filter((one) => wanted.has(idOf(one)));
  const refs = new Set(components.map((one) => one['bom-ref']));
  const dependencies = objects(bom['dependencies']).flatMap(({ ref, dependsOn }) => {
    if (!refs.has(ref) && ref !== rootOf(bom)) return [];
    return [{ ref, dependsOn: (Array.isArray(dependsOn) ? dependsOn : []).filter((on) => refs.has(on)) }];
  });
  return { ...bom, components, dependencies };
}

/** @param {Record<string, unknown>} bom */
const rootOf = ({ metadata }) =>
  isObject(metadata) && isObject(metadata['component']) ? metadata['component']['bom-ref'] : undefined;

/**
 * Holds a CycloneDX list against the lock file: every production dependency in it (optional ones may be absent: they are for other
 * machines), each with version, checksum and an accepted licence, and nothing in it that the lock file does not know.
 * @param {unknown} bom @param {unknown} lock parsed package-lock.json
 * @returns {{ components: number, licences: string[], problems: string[] }}
 */
export function checkBom(bom, lock) {
  const problems = [];
  if (!isObject(bom) || bom['bomFormat'] !== 'CycloneDX' || typeof bom['specVersion'] !== 'string')
    problems.push('not a CycloneDX list');
  const components = objects(isObject(bom) ? bom['components'] : undefined);
  const listed = new Map(components.map((one) => [idOf(one), one]));
  const known = productionIn(lock);
  for (const [id, entry] of known) {
    if (!listed.has(id) && entry['optional'] !== true && entry['devOptional'] !== true && entry['peer'] !== true)
      problems.push(`${id}: not in the list`);
  }
  const licences = new Set();
  for (const [id, one] of listed) {
    const licence = licenceOf(one);
    licences.add(licence);
    if (!isAccepted(licence)) problems.push(`${id}: licence ${licence === '' ? 'unknown' : licence}`);
    if (objects(one['hashes']).length === 0) problems.push(`${id}: no checksum`);
    if (!known.has(id)) problems.push(`${id}: not in package-lock.json`);
  }
  if (listed.size === 0) problems.push('the list is empty');
  return { components: listed.size, licences: [...licences].sort(), problems };
}
