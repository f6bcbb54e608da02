/**
 * Follows an exported audit trail link by link, by the rules of the form `onshore-audit-1`: each event's hash covers the
 * event before and a digest of each value, so that a value that was left out still counts.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { auditWords } from '../words/audit';

const text = auditWords.checker;
const FORM = 'onshore-audit-1';
const DIGEST = /^[0-9a-f]{64}$/;
const WORD = /^[A-Za-z0-9._-]+$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;

interface Header {
  practice: string;
  first: number;
  last: number;
  withheld: string[];
}

interface Head {
  number: number;
  hash: string;
}

/** What holds. `hash` is the last event's. */
export interface Holds {
  header: Header;
  hash: string;
  heads: number;
  signedUpTo: number;
}

/** The first line that does not hold, and why. */
export class Broken extends Error {
  readonly line: number;

  constructor(line: number, why: string) {
    super(why);
    this.line = line;
  }
}

type Fields = Record<string, unknown>;

/** Takes the lines one by one, so that a long file needs little memory; the last one holds the signed heads. */
export class ChainCheck {
  #line = 0;
  #header: Header | undefined;
  #hash = '';
  #next = 0;
  #heads: Head[] | undefined;
  readonly #hashes = new Map<number, string>();

  /** @throws Broken at the first line that does not hold */
  take(line: string): void {
    this.#line += 1;
    const fields = this.#read(line);
    if (this.#header === undefined) {
      this.#begin(fields);
    } else if (this.#heads !== undefined) {
      throw this.#broken(text.unreadable);
    } else if (Array.isArray(fields.heads)) {
      this.#heads = fields.heads.map((jws) => this.#head(jws));
    } else {
      this.#event(fields, this.#header);
    }
  }

  /** @throws Broken if the trail ends too early, or is not the one that was signed */
  end(): Holds {
    const header = this.#header;
    if (header === undefined) {
      throw new Broken(1, text.notExport);
    }
    if (this.#heads === undefined) {
      throw this.#broken(text.cutOff);
    }
    if (this.#next <= header.last) {
      throw this.#broken(text.truncated(this.#next));
    }
    if (this.#next > header.last + 1) {
      throw this.#broken(text.added(header.last + 1));
    }
    for (const head of this.#heads) {
      if (this.#hashes.get(head.number) !== head.hash) {
        throw this.#broken(text.rewritten(head.number));
      }
    }
    const signedUpTo = Math.max(0, ...this.#heads.map((head) => head.number));
    return { header, hash: this.#hash, heads: this.#heads.length, signedUpTo };
  }

  #begin(fields: Fields): void {
    const { kind, form, practice, first, last, withheld } = fields;
    if (kind !== 'onshore-audit-export') {
      throw this.#broken(text.notExport);
    }
    if (form !== FORM) {
      throw this.#broken(text.otherForm);
    }
    if (typeof practice !== 'string' || !isCount(first) || !isCount(last) || first < 1 || last < first - 1) {
      throw this.#broken(text.unreadable);
    }
    this.#header = { practice, first, last, withheld: Array.isArray(withheld) ? withheld.map(String) : [] };
    this.#next = first;
    this.#hash = first === 1 ? digest(utf8ToBytes(`${FORM} genesis\n${practice}\n`)) : '';
  }

  #event(fields: Fields, header: Header): void {
    const expected = this.#next;
    const { number, at, type, parts, previous, hash } = fields;
    const known = Object.keys(fields).every((key) => ['number', 'at', 'type', 'parts', 'previous', 'hash'].includes(key));
    if (!known || !isCount(number) || !matches(at, TIME) || !matches(type, WORD) || !matches(previous, DIGEST) || !isObject(parts)) {
      throw this.#broken(text.unreadable);
    }
    if (number !== expected) {
      throw this.#broken(number > expected ? text.missing(expected) : text.edited(expected));
    }
    if (this.#hash !== '' && previous !== this.#hash) {
      throw this.#broken(text.edited(expected));
    }
    const lines = Object.keys(parts)
      .sort()
      .map((name) => `${name} ${this.#part(name, parts[name])}\n`);
    const made = digest(utf8ToBytes(`${FORM}\n${header.practice}\n${number}\n${at}\n${type}\n${previous}\n${lines.join('')}`));
    if (made !== hash) {
      throw this.#broken(text.edited(expected));
    }
    this.#hash = made;
    this.#hashes.set(number, made);
    this.#next += 1;
  }

  #part(name: string, part: unknown): string {
    if (!WORD.test(name) || !isObject(part)) {
      throw this.#broken(text.unreadable);
    }
    if (matches(part.digest, DIGEST) && Object.keys(part).length === 1) {
      return part.digest;
    }
    const { value, salt } = part;
    if (typeof value !== 'string' || !matches(salt, DIGEST) || Object.keys(part).length !== 2) {
      throw this.#broken(text.unreadable);
    }
    return digest(concatBytes(utf8ToBytes(name), new Uint8Array([0]), hexToBytes(salt), utf8ToBytes(value)));
  }

  #head(jws: unknown): Head {
    const payload = typeof jws === 'string' ? jws.split('.')[1] : undefined;
    try {
      const fields: unknown = JSON.parse(atob((payload ?? '').replaceAll('-', '+').replaceAll('_', '/')));
      if (isObject(fields) && isCount(fields.number) && matches(fields.hash, DIGEST)) {
        return { number: fields.number, hash: fields.hash };
      }
    } catch {
      // No JSON, or no Base64: the line can't be read either way.
    }
    throw this.#broken(text.unreadable);
  }

  #read(line: string): Fields {
    try {
      const fields: unknown = JSON.parse(line);
      if (isObject(fields)) {
        return fields;
      }
    } catch {
      // The line is no JSON.
    }
    throw this.#broken(this.#header === undefined ? text.notExport : text.unreadable);
  }

  #broken(why: string): Broken {
    return new Broken(this.#line, why);
  }
}

const digest = (bytes: Uint8Array) => bytesToHex(sha256(bytes));
const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
const matches = (value: unknown, pattern: RegExp): value is string => typeof value === 'string' && pattern.test(value);
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const STEP = 500;

/**
 * Checks a file without holding the page up.
 *
 * @param onLines hears how many lines are done
 * @throws Broken at the first line that does not hold
 */
export async function checkFile(file: Blob, onLines: (count: number) => void): Promise<Holds> {
  const check = new ChainCheck();
  const reader = file.stream().getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let count = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + decoder.decode(piece.value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      check.take(line);
      count += 1;
      if (count % STEP === 0) {
        onLines(count);
        await new Promise((resume) => setTimeout(resume));
      }
    }
  }
  if (rest !== '') {
    check.take(rest);
  }
  return check.end();
}
