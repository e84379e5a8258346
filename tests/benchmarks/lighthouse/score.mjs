// Prints Lighthouse's scores of pages as JSON: `node score.mjs CHROMIUM ADDRESS...`, for a phone.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const [chromium, ...addresses] = process.argv.slice(2);
const chrome = await launch({ chromePath: chromium, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
try {
  /** @type {Record<string, number>[]} */
  const scores = [];
  for (const address of addresses) {
    const result = await lighthouse(address, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" });
    if (!result) throw new Error(`Lighthouse says nothing of ${address}`);
    const found = CATEGORIES.map((name) => [name, Math.round(100 * (result.lhr.categories[name].score ?? 0))]);
    scores.push({ ...Object.fromEntries(found), machine: Math.round(result.lhr.environment.benchmarkIndex) });
  }
  console.log(JSON.stringify(scores));
} finally {
  await chrome.kill();
}
