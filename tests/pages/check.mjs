// check.mjs BROWSER WRIT WORK: looks at every page below WORK/site, and at what WRIT serves of each policy in
// WORK/previews, as tests/pages/run says. Each fact that holds is a pass.

import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import { chromium } from 'playwright-core';

const [browserPath, writ, work] = process.argv.slice(2);
const widths = [360, 1280];
const schemes = ['light', 'dark'];
let passed = 0;
let failed = 0;

function check(page, what, faults) {
  if (faults.length === 0) {
    passed++;
    return;
  }
  failed++;
  console.log(`${page}: ${what}`);
  for (const fault of faults.slice(0, 10)) console.log(`  ${fault}`);
}

// What is asked beyond the standard is let go: that the doctype is written so, that no line ends in a blank, that a
// title is short (it is the policy's own), and that an id has no dots, which the names of statements have.
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'doctype-style': 'off', 'no-trailing-whitespace': 'off', 'long-title': 'off', 'valid-id': ['error', { relaxed: true }],
  },
});

async function validate(name, html) {
  const report = await validator.validateString(html);
  check(name, 'html-validate', report.results.flatMap((result) =>
    result.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`)));
}

async function accessible(name, page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  check(name, 'axe-core', violations.flatMap((v) =>
    v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.target.join(' ')}: ${(n.failureSummary ?? '').replace(/\s+/g, ' ')}`)));
}

// Links within the page lead to something that is there once and can be seen; others to the web, to mail, or to the
// same document in another language.
async function linked(name, page, pages) {
  const faults = await page.evaluate((others) => {
    const faults = [];
    const ids = new Map();
    for (const element of document.querySelectorAll('[id]')) {
      if (ids.has(element.id)) faults.push(`the id ${element.id} is there twice`);
      ids.set(element.id, element);
    }
    for (const link of document.querySelectorAll('a[href]')) {
      const href = link.getAttribute('href');
      if (!href.startsWith('#')) {
        if (!/^(https?:|mailto:)/.test(href) && !others.includes(href)) faults.push(`a link leads to ${href}`);
        continue;
      }
      const target = ids.get(decodeURIComponent(href.slice(1)));
      if (!target) faults.push(`${href} leads nowhere`);
      else if (!target.checkVisibility({ visibilityProperty: true }) || target.getBoundingClientRect().height === 0)
        faults.push(`${href} leads to what is hidden`);
    }
    for (const cell of document.querySelectorAll('.summary td, .receivers td, .rights td, .duties td')) {
      if (cell.textContent && !cell.classList.contains('quiet') && !cell.querySelector('a[href^="#"]'))
        faults.push(`a cell has no link to its clauses: ${cell.textContent}`);
    }
    for (const ribbon of document.querySelectorAll('.ribbon')) {
      if (!ribbon.closest('a[href^="#"]')) faults.push('a ribbon is no link');
    }
    return [...new Set(faults)];
  }, pages);
  check(name, 'links', faults);
}

async function fits(name, page, width) {
  check(name, 'nothing sticks out', await page.evaluate((width) => {
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('main *')]
      .filter((e) => e.getBoundingClientRect().right > width && !e.closest('.scroll'))
      .slice(0, 3).map((e) => `${e.tagName} ${e.className} ${e.textContent.slice(0, 40)}`);
  }, width));
}

// What only an example has to keep: words of a usual length.
async function readable(name, page, width) {
  if (width < 1280 || !['ai-pool', 'newsletter', 'shop'].includes(name.split(' ')[0])) return;
  const height = await page.evaluate(() => document.querySelector('.brief').getBoundingClientRect().height);
  check(name, 'the summary fits one screen', height <= 800 ? [] : [`${height} pixels`]);
}

async function first(name, page) {
  await page.keyboard.press('Tab');
  check(name, 'the first stop of the keyboard skips to the text', await page.evaluate(() => {
    const at = document.activeElement;
    return at.classList.contains('skip') && at.getBoundingClientRect().left >= 0 ? [] : [at.outerHTML];
  }));
}

async function look(browser, name, file, pages) {
  await validate(name, readFileSync(file, 'utf8'));
  for (const width of widths) {
    for (const colorScheme of schemes) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      const asked = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('dialog', (dialog) => { asked.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
      await page.goto(`file://${file}`);
      const title = `${name} ${width} ${colorScheme}`;
      check(title, 'nothing is fetched or run', asked.slice(1));
      await fits(title, page, width);
      await linked(title, page, pages);
      await readable(title, page, width);
      await page.screenshot({ path: join(work, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await first(title, page);
      await accessible(title, page);
      await context.close();
    }
  }
  const page = await browser.newPage();
  await page.goto(`file://${file}`);
  await page.pdf({ path: join(work, `${name}.pdf`), preferCSSPageSize: true, tagged: true, outline: true });
  await page.close();
}

// The address at which WRIT serves the policy, once it does.
function serve(policy) {
  const server = spawn(writ, ['serve', policy, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((found, refused) => {
    let said = '';
    server.on('exit', () => refused(new Error(`writ serve ${policy} has ended`)));
    server.stdout.on('data', (data) => {
      said += data;
      const address = said.match(/http:\/\/127\.0\.0\.1:\d+\//);
      if (address) found({ server, address: address[0] });
    });
  });
}

// A preview runs its own script, and may show a reader no less well than the page that will be published.
async function preview(browser, name, policy) {
  const { server, address } = await serve(policy);
  await validate(name, await (await fetch(address)).text());
  for (const width of widths) {
    for (const colorScheme of schemes) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      const faults = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      await page.goto(address);
      const title = `${name} ${width} ${colorScheme}`;
      check(title, 'the script runs', faults);
      await fits(title, page, width);
      await linked(title, page, readdirSync(join(work, 'site', 'ai-pool')).concat('/', '/last'));
      await page.screenshot({ path: join(work, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await accessible(title, page);
      await context.close();
    }
  }
  server.removeAllListeners('exit');
  server.kill('SIGINT');
}

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
for (const folder of readdirSync(join(work, 'site')).sort()) {
  const pages = readdirSync(join(work, 'site', folder)).filter((file) => file.endsWith('.html'));
  for (const file of pages) {
    const language = basename(file, '.html').split('.')[1];
    await look(browser, language ? `${folder}-${language}` : folder, resolve(work, 'site', folder, file), pages);
  }
}
for (const file of readdirSync(join(work, 'previews')).sort()) {
  await preview(browser, `preview-${basename(file, '.writ')}`, join(work, 'previews', file));
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
