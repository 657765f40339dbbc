/** As `engines` of package.json says; a test compares them. */
export const LEAST_NODE = '20.19';
