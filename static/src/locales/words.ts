/** The catalogue of this page. The build puts another language's in the place of the English one. */
export * from "./en/index.ts";
