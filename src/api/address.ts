/** Where everything of the API lies but what is at the root. Versions that do not get on with each other have prefixes of their own. */
export const API_PREFIX = '/api/v1';
