/** Style sheets that belong to a page; the build makes files of them that are linked. */
declare module '*.css';
