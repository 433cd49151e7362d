// Opens pages in headless Chromium and prints, as JSON, what happened there. What
// should have happened is known to browser_test.go.
//
//   node browser.mjs MODULES CHROMIUM look PAGE...
//   node browser.mjs MODULES CHROMIUM keys PAGE
//   node browser.mjs MODULES CHROMIUM time ROUNDS PAGE...
//   node browser.mjs MODULES CHROMIUM shot PAGE PNG LIGHT|DARK WIDTH HEIGHT
//
// MODULES is a folder node_modules that holds playwright-core and axe-core.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, executablePath, task, ...rest] = process.argv.slice(2);
const require = createRequire(path.join(modules, 'x.js'));
const { chromium } = require('playwright-core');
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// open opens a page and writes down what it asks for and complains of.
async function open(file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'light', ...options });
  const page = await context.newPage();
  const heard = { requests: [], console: [], dialogs: 0 };
  const url = pathToFileURL(file).href;
  context.on('request', r => { if (r.url() !== url) heard.requests.push(r.url()); });
  page.on('console', m => heard.console.push(m.type() + ': ' + m.text()));
  page.on('pageerror', e => heard.console.push('error: ' + e.message));
  page.on('dialog', d => { heard.dialogs++; d.dismiss(); });
  await page.goto(url);
  return { page, heard, context };
}

// read opens every conversation and reads what is marked in it.
async function read(page) {
  const conversations = [];
  for (;;) {
    const numbers = await page.$$eval('#list > li', list => list.map(li => Number(li.id.slice(1))));
    for (const number of numbers) {
      await page.click(`#c${number} > h3 button`);
      conversations.push(await page.$eval('#p' + number, (panel, number) => {
        const marks = {}, turns = [];
        for (const mark of panel.querySelectorAll('mark')) {
          for (const n of mark.dataset.m.split(' ')) marks[n] = (marks[n] || '') + mark.textContent;
        }
        for (const said of panel.querySelectorAll('.said')) turns.push(said.textContent);
        const notes = [...panel.querySelectorAll('.notes > li')].map(li => ({
          number: Number(li.id.split('n')[1]),
          rule: li.querySelector('code') ? li.querySelector('code').textContent : '',
          text: li.textContent,
        }));
        const lost = [...panel.querySelectorAll('a[href], [aria-describedby]')].flatMap(a =>
          [...(a.getAttribute('href') || '').slice(1).split(' '), ...(a.getAttribute('aria-describedby') || '').trim().split(' ')])
          .filter(id => id !== '' && !document.getElementById(id));
        return {
          number, marks, turns, notes, lost,
          worst: panel.querySelectorAll('.line .worst').length, last: panel.querySelectorAll('.line .last').length,
          moments: panel.querySelectorAll('.line a').length,
        };
      }, number));
    }
    if (await page.isDisabled('#forth') || !(await page.isVisible('#forth'))) return conversations;
    await page.click('#forth');
  }
}

async function audit(page) {
  await page.evaluate(readFileSync(require.resolve('axe-core'), 'utf8'));
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  return {
    passes: found.passes.length,
    violations: found.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | ')),
  };
}

async function look(file) {
  const { page, heard, context } = await open(file);
  const dots = await page.$$eval('.plot .dot', list => list.map(dot => ({ numbers: (dot.dataset.c || '').split(' ').filter(Boolean).map(Number), label: dot.getAttribute('aria-label') })));
  const conversations = await read(page);
  const light = await audit(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await audit(page);
  await page.emulateMedia({ colorScheme: 'light', media: 'print' });
  const print = {
    hidden: await page.isHidden('#controls') && await page.isHidden('.top'),
    shown: await page.isVisible('.plot svg') && await page.isVisible('.areas') && await page.isVisible('.turn'),
    pdf: (await page.pdf({ format: 'A4' })).length,
  };
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 320, height: 700 });
  const spill = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await context.close();
  return { heard, dots, conversations, light, dark, print, spill };
}

// keys goes through a page with the keyboard alone.
async function keys(file) {
  const { page, heard, context } = await open(file);
  const at = () => page.evaluate(() => {
    const e = document.activeElement;
    const style = getComputedStyle(e);
    const shape = e.matches('.dot, .at') ? getComputedStyle(e.firstElementChild).strokeWidth : '';
    return { id: e.id, tag: e.tagName.toLowerCase(), name: (e.getAttribute('aria-label') || e.textContent).trim().slice(0, 60), ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || parseFloat(shape) >= 3, readout: document.getElementById('readout').textContent, hash: location.hash };
  });
  const press = async key => { await page.keyboard.press(key); return at(); };
  const tabTo = async (selector, most = 400) => {
    for (let i = 0; i < most; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(s => document.activeElement.matches(s), selector)) return at();
    }
    throw new Error('the tab key does not reach ' + selector);
  };
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const seen = {};
  seen.skip = await press('Tab');
  seen.theme = await tabTo('#theme');
  seen.light = await ground();
  await page.keyboard.press('Space');
  seen.switched = { ground: await ground(), pressed: await page.getAttribute('#theme', 'aria-pressed') };
  await page.reload();
  seen.reloaded = await ground();
  await page.focus('#theme');
  await page.keyboard.press('Enter');
  seen.back = await ground();
  seen.dot = await tabTo('.dot');
  seen.walk = [];
  for (const key of ['ArrowRight', 'ArrowLeft', 'End', 'Home', 'ArrowUp', 'ArrowUp', 'ArrowDown']) seen.walk.push({ key, ...await press(key) });
  seen.after = await press('Tab'); // the picture is one stop
  await page.focus('.dot[tabindex="0"]');
  seen.opened = await press('Enter');
  await page.waitForFunction(() => document.activeElement.matches('#list button'));
  seen.opened = await at();
  seen.expanded = await page.evaluate(() => document.activeElement.getAttribute('aria-expanded'));
  seen.mark = await tabTo('a.on');
  seen.described = await page.evaluate(() => document.activeElement.getAttribute('aria-describedby').trim().split(' ').map(id => document.getElementById(id).textContent).join(' '));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.matches('.notes > li'));
  seen.note = await at();
  seen.number = await press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.matches('a.on'));
  seen.returned = await at();
  const first = '#list > li:first-child button';
  await page.focus(first);
  const state = () => page.getAttribute(first, 'aria-expanded');
  seen.toggles = [await state()];
  for (const key of ['Enter', 'Space']) {
    await page.keyboard.press(key);
    seen.toggles.push(await state());
  }
  await page.emulateMedia({ reducedMotion: 'reduce' });
  seen.moving = await page.evaluate(() => document.getAnimations().length);
  // Filters: a kind, a text, and back.
  const rows = () => page.$$eval('#list > li', list => list.length);
  seen.rows = [await rows()];
  await page.selectOption('#by-kind', { index: 1 });
  seen.rows.push(await rows());
  await page.click('#status button');
  seen.rows.push(await rows());
  await page.fill('#find', 'cup');
  await page.waitForFunction(() => document.querySelectorAll('#list > li').length === 1);
  seen.rows.push(await rows());
  await context.close();
  return { heard, seen };
}

// time opens pages in turn, each in a window of its own, and measures until the
// list stands and the browser has painted it.
async function time(rounds, files) {
  const taken = files.map(() => []);
  for (let i = 0; i < Number(rounds); i++) {
    for (const [n, file] of files.entries()) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const start = performance.now();
      await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
      await page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))));
      taken[n].push(performance.now() - start);
      await context.close();
    }
  }
  return taken.map(list => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]);
}

async function shot(file, png, scheme, width, height) {
  const { page } = await open(file, { colorScheme: scheme, viewport: { width: Number(width), height: Number(height) }, deviceScaleFactor: 2 });
  await page.screenshot({ path: png });
  return {};
}

let out;
try {
  switch (task) {
    case 'look': out = await Promise.all(rest.map(look)); break;
    case 'keys': out = await keys(rest[0]); break;
    case 'time': out = await time(rest[0], rest.slice(1)); break;
    case 'shot': out = await shot(...rest); break;
    default: throw new Error('unknown task ' + task);
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(out));
