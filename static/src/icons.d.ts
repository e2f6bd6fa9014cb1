/** The address of a script built by itself, for an audio worklet: `import url from "worklet:./file.ts"`. */
declare module "worklet:*" {
  const url: string;
  export default url;
}

/** A lucide icon's shapes, inlined by the build: `import mic from "icon:mic"`. Draw it with `icon()`. */
declare module "icon:*" {
  import type { SVGTemplateResult } from "lit";
  const shapes: SVGTemplateResult;
  export default shapes;
}

declare module "style:*" {
  const text: string;
  export default text;
}
