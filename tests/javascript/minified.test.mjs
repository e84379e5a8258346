// Each script and what the generator makes of it are the same program.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "acorn";
import { MINIFIED, SCRIPTS } from "./browser.mjs";

/** @type {(folder: string, name: string) => unknown} */
function tree(folder, name) {
  const program = parse(readFileSync(join(folder, name), "utf8"), { ecmaVersion: "latest" });
  return JSON.parse(
    JSON.stringify(program, (key, value) => (["start", "end", "raw"].includes(key) ? undefined : value)),
  );
}

const names = readdirSync(SCRIPTS).filter((name) => name.endsWith(".js"));

test("every script is minified", () => {
  assert.ok(names.length > 0);
  assert.deepEqual(readdirSync(MINIFIED).sort(), names.sort());
});

for (const name of names) test(name, () => assert.deepEqual(tree(MINIFIED, name), tree(SCRIPTS, name)));
