/**
 * Builds `static/dist`: in a folder a language, one HTML file a page with its style inlined and one script;
 * subset fonts and all assets under `dist/assets`, named by their content. `node build.mjs`; needs `npm ci` first, and no network. `--style` builds the
 * style page too, which is for who builds on it and never shipped.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import subsetFont from "subset-font";
import { icon } from "./icons.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "dist");
const MODULES = join(HERE, "node_modules");

/** Source page → file in dist. `alone`: everything inlined, nothing fetched. */
const PAGES = [
  { html: "index.html", as: "index.html" },
  { html: "call.html", as: "call.html" },
  { html: "summary.html", as: "summary.html" },
  { html: "summary.html", as: "standalone.html", alone: true },
  { html: "offline.html", as: "offline.html" },
  { html: "sign-in.html", as: "sign-in.html" },
  { html: "account.html", as: "account.html" },
  { html: "meetings.html", as: "meetings.html" },
  { html: "messages.html", as: "messages.html" },
  { html: "together.html", as: "together.html" },
  { html: "agreement.html", as: "agreement.html" },
  { html: "story.html", as: "story.html" },
  { html: "programme.html", as: "programme.html" },
  ...(process.argv.includes("--style") ? [{ html: "style.html", as: "style.html" }] : []),
];

/** Every language, English first: the catalogue in which a sentence must stand. */
const { LANGUAGES } = await import("./src/locales/language.ts");
const catalogue = (code) => import(`./src/locales/${code}/index.ts`);
const english = await catalogue("en");

/** The call page must stay small until one can join: html, script and preloaded font together, gzipped. */
const CALL_BUDGET = { bytes: 30_000, requests: 2 };

const range = (from, to) =>
  String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));
const LATIN = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}ıŒœ‐‑–—‘’‚“”„•…‹›€−′″`;
const fontsource = (family, file) => join(MODULES, "@fontsource-variable", family, "files", file);

/** Fonts by the name a stylesheet uses: `url("font:figtree")`. */
const FONTS = {
  figtree: {
    file: fontsource("figtree", "figtree-latin-wght-normal.woff2"),
    text: LATIN,
    features: ["kern", "tnum", "lnum", "ccmp", "locl", "mark"],
    axes: { wght: { min: 400, max: 600, default: 400 } },
  },
  "figtree-ext": { file: fontsource("figtree", "figtree-latin-ext-wght-normal.woff2") },
  newsreader: {
    file: fontsource("newsreader", "newsreader-latin-opsz-normal.woff2"),
    text: LATIN,
    axes: { opsz: 28, wght: { min: 400, max: 500, default: 400 } },
  },
  "newsreader-ext": { file: fontsource("newsreader", "newsreader-latin-ext-wght-normal.woff2") },
  "newsreader-italic": {
    file: fontsource("newsreader", "newsreader-latin-opsz-italic.woff2"),
    text: `${range(0x61, 0x7a)}${range(0x41, 0x5a)}ßàáâäçèéêëíîïñóôöùúûüœ[] -‑–’,.`,
    features: ["kern"],
    axes: { opsz: 28, wght: 400 },
  },
};

/** Fonts the server writes PDF and PNG with, as `dist/print/NAME.ttf`. */
const PRINTED = {
  text: { from: "figtree", axes: { wght: 400 } },
  "text-ext": { from: "figtree-ext", axes: { wght: 400 } },
  title: { from: "newsreader", axes: { opsz: 28, wght: 400 } },
  "title-ext": { from: "newsreader-ext", axes: { wght: 400 } },
};
const LATIN_EXT = range(0x100, 0x24f);

/** Whose work is bundled, with the file that holds its licence. */
const LICENCES = {
  "Lit (BSD-3-Clause)": "lit/LICENSE",
  "Figtree (SIL OFL 1.1)": "@fontsource-variable/figtree/LICENSE",
  "Newsreader (SIL OFL 1.1)": "@fontsource-variable/newsreader/LICENSE",
  "lucide icons (ISC)": "lucide-static/LICENSE",
};

const subsets = new Map();

/** The bytes of a font of `FONTS`, cut to the letters and weights the pages use. */
function font(name) {
  const { file, text, axes, features } = FONTS[name];
  if (!subsets.has(name)) {
    const whole = readFile(file);
    const cut = { targetFormat: "woff2", variationAxes: axes, keepFeatures: features };
    subsets.set(name, text ? whole.then((bytes) => subsetFont(bytes, text, cut)) : whole);
  }
  return subsets.get(name);
}

/** A font for print: one weight, TrueType. */
async function printed({ from, axes }) {
  const { file, text } = FONTS[from];
  const cut = { targetFormat: "truetype", variationAxes: axes };
  return subsetFont(await readFile(file), text ?? LATIN_EXT, cut);
}

const fonts = (alone) => ({
  name: "fonts",
  setup(build) {
    build.onResolve({ filter: /^font:/ }, ({ path }) => ({
      path: `${path.slice(5)}.woff2`,
      namespace: "font",
    }));
    build.onLoad({ filter: /.*/, namespace: "font" }, async ({ path }) => ({
      contents: await font(basename(path, ".woff2")),
      loader: alone ? "dataurl" : "file",
    }));
  },
});

/** `import style from "style:tools.css"`: a stylesheet as text, for what brings its own when it comes later. */
const styles = {
  name: "styles",
  setup(build) {
    build.onResolve({ filter: /^style:/ }, ({ path }) => ({ path: path.slice(6), namespace: "style" }));
    build.onLoad({ filter: /.*/, namespace: "style" }, async ({ path }) => {
      const { outputFiles } = await esbuild.build({
        entryPoints: [join(HERE, "styles", path)],
        bundle: true,
        minify: true,
        target: TARGETS,
        write: false,
      });
      return { contents: outputFiles[0].text, loader: "text" };
    });
  },
};

/** `import mic from "icon:mic"`: the shapes inside a lucide icon, as a Lit template. */
const icons = {
  name: "icons",
  setup(build) {
    build.onResolve({ filter: /^icon:/ }, ({ path }) => ({ path: path.slice(5), namespace: "icon" }));
    build.onLoad({ filter: /.*/, namespace: "icon" }, async ({ path }) => {
      const source = await readFile(join(MODULES, "lucide-static", "icons", `${path}.svg`), "utf8");
      const shapes = /<svg[^>]*>(.*)<\/svg>/s.exec(source)[1].replace(/\s*\n\s*/g, "");
      return { contents: `import { svg } from "lit"; export default svg\`${shapes}\`;`, resolveDir: HERE };
    });
  },
};

/** `import url from "worklet:./capture-worklet.ts"`: the address of a script built by itself. */
const worklets = {
  name: "worklets",
  setup(build) {
    build.onResolve({ filter: /^worklet:/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(8)),
      namespace: "worklet",
    }));
    build.onLoad({ filter: /.*/, namespace: "worklet" }, async ({ path }) => {
      const { outputFiles } = await esbuild.build({
        entryPoints: [path],
        bundle: true,
        minify: true,
        format: "esm",
        target: TARGETS,
        write: false,
      });
      const name = `${basename(path, ".ts")}-${hash(outputFiles[0].contents)}.js`;
      files.set(name, outputFiles[0].contents);
      return { contents: `export default "/assets/${name}";` };
    });
  },
};

/**
 * `locales/words.ts` gives the catalogue of the page's own language: no other is sent. Each area of it is a
 * module of its own, and who says its sentences takes them from there: they come with that script, not before.
 */
const words = (said) => ({
  name: "words",
  setup(build) {
    build.onLoad({ filter: /\/src\/.*\.ts$/, namespace: "file" }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(
        /import \{([^}]+)\} from "[./]+(?:locales\/)?words\.ts";/g,
        (_, names) =>
          names
            .split(",")
            .filter((each) => each.trim())
            .map((each) => `import {${each}} from "area:${each.trim().split(" ")[0]}";`)
            .join(""),
      ),
      loader: "ts",
    }));
    build.onResolve({ filter: /^area:/ }, ({ path }) => ({ path: path.slice(5), namespace: "area" }));
    build.onLoad({ filter: /.*/, namespace: "area" }, ({ path }) => ({
      contents: `export const ${path} = ${JSON.stringify(said[path])};`,
    }));
  },
});

/** Pictures of the logo by their use; "maskable" may be cut to a circle. */
const ICONS = {
  180: icon(180, { ground: true }),
  192: icon(192, { ground: false }),
  512: icon(512, { ground: false }),
  maskable: icon(512, { ground: true }),
};

/** What a home screen is told, in one language. */
const manifest = ({ language, pages: said }) => ({
  id: "/",
  name: "Duologue",
  short_name: "Duologue",
  description: said.home,
  lang: language.code,
  dir: language.direction,
  start_url: "/",
  scope: "/",
  display: "standalone",
  background_color: "#f6f5f3",
  theme_color: "#f6f5f3",
  icons: [
    { src: named("192"), sizes: "192x192", type: "image/png" },
    { src: named("512"), sizes: "512x512", type: "image/png" },
    { src: named("maskable"), sizes: "512x512", type: "image/png", purpose: "maskable" },
  ],
});

/** The service worker, which changes whenever a page or an asset does. */
async function worker() {
  const { outputFiles } = await esbuild.build({
    ...options(true, english),
    entryPoints: ["src/worker/worker.ts"],
    define: { VERSION: JSON.stringify(hash([...pages.values()].join())), ICON: JSON.stringify(named("192")) },
  });
  return outputFiles[0].contents;
}

/** The text of a page with `%area.key%` replaced by what the language says, safe inside HTML. */
function spoken(text, said) {
  const safe = (sentence) => sentence.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return text.replace(/%(\w+)\.(\w+)%/g, (_, area, key) => {
    const sentence = said[area]?.[key];
    if (typeof sentence !== "string") throw new Error(`a page says ${area}.${key}, which no catalogue has`);
    return safe(sentence);
  });
}

/**
 * What is imported later leans on the page's script: both are then made of one script and small ones that
 * come later, instead of a third that both would wait for.
 */
const leaning = (entry) => ({
  name: "leaning",
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) =>
      kind === "dynamic-import" ? { path: join(resolveDir, path), namespace: "later" } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "later" }, ({ path }) => ({
      contents: `import ${JSON.stringify(join(HERE, entry))}; export * from ${JSON.stringify(path)};`,
      resolveDir: HERE,
    }));
  },
});

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 10);

const TARGETS = ["es2022", "chrome111", "firefox115", "safari16.4"];

/** What every build of this page shares. */
const options = (alone, said, entry) => ({
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  format: "esm",
  charset: "utf8",
  target: TARGETS,
  outdir: join(DIST, "assets"),
  publicPath: "/assets",
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  splitting: !alone,
  legalComments: "none",
  metafile: true,
  write: false,
  plugins: [icons, worklets, styles, fonts(alone), words(said), ...(alone ? [] : [leaning(entry)])],
});

/** The script or style of an entry, and all that comes with it or later. */
async function bundle(entry, alone, said) {
  const { outputFiles, metafile } = await esbuild.build({ ...options(alone, said, entry), entryPoints: [entry] });
  const told = (file) => metafile.outputs[`dist/assets/${basename(file.path)}`];
  const at = (file) =>
    told(file).imports.filter(({ kind, external }) => kind === "import-statement" && !external);
  const named = (path) => outputFiles.find((file) => basename(file.path) === basename(path));
  const asked = outputFiles.find((file) => told(file)?.entryPoint === entry);
  const [only, ...others] = at(asked);
  const first = only ? named(only.path) : asked;
  if (others.length || at(first).length) throw new Error(`the script of ${entry} came in more than one piece`);
  return { entry: first, rest: outputFiles.filter((file) => file !== first && file !== asked) };
}

/** Everything to be written, by name: assets, and the pages themselves. */
const files = new Map();
const pages = new Map();

/** Where a picture of `ICONS` is. */
function named(use) {
  const name = `icon-${use}-${hash(ICONS[use])}.png`;
  files.set(name, ICONS[use]);
  return `/assets/${name}`;
}

/** Everything a page names in its HTML, replaced by what was built from it. */
async function page({ html, as, alone = false }, said) {
  let text = spoken(await readFile(join(HERE, html), "utf8"), said);
  const put = (tag, made) => {
    text = text.replace(tag, () => made);
  };
  let first = 1;
  let bytes = 0;
  for (const [tag, href] of text.matchAll(/<link rel="stylesheet" href="([^"]+)">/g)) {
    const { entry, rest } = await bundle(href, alone, said);
    for (const file of rest) files.set(basename(file.path), file.contents);
    put(tag, `<style>${entry.text.trim()}</style>`);
  }
  for (const [tag, name] of text.matchAll(/<link rel="preload" href="font:([^"]+)">/g)) {
    const built = [...files.keys()].find(
      (f) => f.startsWith(`${name}-`) && /^-\w{8}\.woff2$/.test(f.slice(name.length)),
    );
    if (alone || !said.language.fonts) put(tag, "");
    else {
      put(tag, `<link rel="preload" href="/assets/${built}" as="font" type="font/woff2" crossorigin>`);
      bytes += files.get(built).length;
      first += 1;
    }
  }
  for (const [tag, href] of text.matchAll(/<script type="module" src="([^"]+)"><\/script>/g)) {
    const { entry, rest } = await bundle(href, alone, said);
    for (const file of [...(alone ? [] : [entry]), ...rest]) files.set(basename(file.path), file.contents);
    const inlined = `<script type="module">${entry.text.trim().replaceAll("</script", "<\\/script")}</script>`;
    put(tag, alone ? inlined : `<script type="module" src="/assets/${basename(entry.path)}"></script>`);
    bytes += alone ? 0 : gzipSync(entry.contents, { level: 9 }).length;
    first += 1;
  }
  for (const [tag, name] of text.matchAll(/<link rel="apple-touch-icon" href="icon:(\w+)">/g)) {
    put(tag, alone ? "" : `<link rel="apple-touch-icon" href="${named(name)}">`);
  }
  if (alone) text = text.replace(/<link rel="manifest"[^>]*>/, "");
  for (const [, href] of text.matchAll(/href="(assets\/[^"]+)"/g)) {
    const contents = await readFile(join(HERE, href));
    const name = `${basename(href, extname(href))}-${hash(contents)}${extname(href)}`;
    if (!alone) files.set(name, contents);
    const type = extname(href) === ".svg" ? "image/svg+xml" : "image/png";
    text = text.replace(
      href,
      alone ? `data:${type};base64,${contents.toString("base64")}` : `/assets/${name}`,
    );
  }
  text = text.replace(
    /<!-- data -->/,
    alone ? '<script type="application/json" id="data">null</script>' : "",
  );
  text = text.replace(/>\s*\n\s*</g, "><");
  if (alone) text += `<!-- Contains ${Object.keys(LICENCES).join(", ")}. -->\n`;
  pages.set(join(said.language.code, as), text);
  return { as: join(said.language.code, as), requests: first, bytes: bytes + gzipSync(text, { level: 9 }).length };
}

/** The licences of everything bundled, one after another. */
async function licences() {
  const texts = Object.entries(LICENCES).map(
    async ([name, file]) => `${name}\n\n${(await readFile(join(MODULES, file), "utf8")).trim()}\n`,
  );
  return (await Promise.all(texts)).join(`\n${"-".repeat(78)}\n\n`);
}

/** Write a file, and beside it what a server may send instead, packed. */
async function write(path, contents) {
  await writeFile(path, contents);
  if (!/\.(html|js|svg)$/.test(path) || path.endsWith("standalone.html")) return;
  await writeFile(`${path}.gz`, gzipSync(contents, { level: 9 }));
  await writeFile(`${path}.br`, brotliCompressSync(contents));
}

const built = [];
for (const code of Object.keys(LANGUAGES)) {
  const said = await catalogue(code);
  for (const each of PAGES) built.push(await page(each, said));
  const index = join(code, "index.html");
  const script = / src="(\/assets\/[^"]+)"/.exec(pages.get(join(code, "call.html")))[1];
  pages.set(index, pages.get(index).replace("script:call.html", script));
  pages.set(join(code, "manifest.webmanifest"), JSON.stringify(manifest(said)));
}
await rm(DIST, { recursive: true, force: true });
for (const folder of ["assets", ...Object.keys(LANGUAGES)]) await mkdir(join(DIST, folder), { recursive: true });
for (const [name, contents] of files) await write(join(DIST, "assets", name), contents);
await writeFile(join(DIST, "assets", "licences.txt"), await licences());
await mkdir(join(DIST, "print"));
for (const [name, each] of Object.entries(PRINTED)) {
  await writeFile(join(DIST, "print", `${name}.ttf`), await printed(each));
}
for (const [name, text] of pages) await write(join(DIST, name), text);
await write(join(DIST, "sw.js"), await worker());
for (const { as, requests, bytes } of built) {
  process.stdout.write(
    `${as.padEnd(18)} ${(bytes / 1000).toFixed(1).padStart(6)} kB gzip, ${requests} requests\n`,
  );
}
const large = built.filter(
  ({ as, bytes, requests }) =>
    basename(as) === "call.html" && (bytes > CALL_BUDGET.bytes || requests > CALL_BUDGET.requests),
);
if (large.length) {
  const told = large.map(({ as, bytes, requests }) => `${as} is ${bytes} bytes in ${requests} requests`);
  throw new Error(`${told.join(", ")}; the budget is ${JSON.stringify(CALL_BUDGET)}`);
}
