/** What a paper or an attestation has to say before it is sent. Pure. */
import type { Schemas } from '../api/types';
import type { FieldErrors } from '../ui/Fields';
import { storageWords } from '../words/storage';

export interface PaperDraft {
  sort: '' | 'CONTRACT' | 'ASSESSMENT' | 'CERTIFICATION';
  kind: string;
  plan: string;
  signedOn: string;
  expiresOn: string;
  reference: string;
}

export const NEW_PAPER: PaperDraft = { sort: '', kind: '', plan: '', signedOn: '', expiresOn: '', reference: '' };

/** The same words that the gateway takes. */
const KIND = /^[A-Z][A-Z0-9_:-]{0,79}$/;
const REFERENCE = /^[A-Za-z0-9._:/-]{1,100}$/;
const PLACE = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

export function wrongPaper(draft: PaperDraft): FieldErrors {
  const text = storageWords.papers;
  return {
    ...(draft.sort === '' ? { 'paper-sort-CONTRACT': text.needSort } : {}),
    ...(KIND.test(draft.kind.trim()) ? {} : { 'paper-kind': text.needKind }),
    ...(draft.signedOn !== '' && draft.expiresOn !== '' && draft.expiresOn < draft.signedOn
      ? { 'paper-expires': text.wrongEnd }
      : {}),
    ...(REFERENCE.test(draft.reference.trim()) ? {} : { 'paper-reference': text.needReference }),
  };
}

/** What is left empty is left out. */
export function paperOf(draft: PaperDraft): Schemas['PaperRequest'] {
  return {
    ...(draft.sort === '' ? {} : { sort: draft.sort }),
    kind: draft.kind.trim(),
    reference: draft.reference.trim(),
    ...(draft.plan.trim() === '' ? {} : { plan: draft.plan.trim() }),
    ...(draft.signedOn === '' ? {} : { signedOn: draft.signedOn }),
    ...(draft.expiresOn === '' ? {} : { expiresOn: draft.expiresOn }),
  };
}

export type About = 'CONTENT' | 'BACKUP' | 'METADATA' | 'SUPPORT';
export const ABOUTS: readonly About[] = ['CONTENT', 'BACKUP', 'METADATA', 'SUPPORT'];

export interface AttestationDraft {
  about: '' | About;
  places: string;
  lookedOn: string;
  validUntil: string;
  source: string;
  /** Absent until chosen, and where it is too large to be kept over a sign-in. */
  picture?: Picture;
  /** Whether a picture was chosen that is too large for that. */
  tooLarge?: boolean;
}

export interface Picture {
  name: string;
  size: number;
  mediaType: string;
  /** In base64. */
  content: string;
}

export const MOST_BYTES = 5 * 1024 * 1024;
export const MEDIA_TYPES = ['image/png', 'image/jpeg', 'application/pdf'];
export const LONGEST_DAYS = 90;

/** The day so many days after another, both as `2026-11-27`. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export function today(now: number = Date.now()): string {
  return new Date(now).toISOString().slice(0, 10);
}

export function newAttestation(now?: number): AttestationDraft {
  const day = today(now);
  return { about: '', places: '', lookedOn: day, validUntil: daysAfter(day, LONGEST_DAYS), source: '' };
}

export function placesOf(places: string): string[] {
  return places
    .split(/[\s,;]+/)
    .map((place) => place.toUpperCase())
    .filter((place) => place !== '');
}

export function wrongAttestation(draft: AttestationDraft, picture: Picture | undefined, now?: number): FieldErrors {
  const text = storageWords.attest;
  const places = placesOf(draft.places);
  const looked = draft.lookedOn !== '' && draft.lookedOn <= today(now);
  const until =
    draft.validUntil !== '' &&
    draft.validUntil >= today(now) &&
    (!looked || draft.validUntil <= daysAfter(draft.lookedOn, LONGEST_DAYS));
  return {
    ...(draft.about === '' ? { 'attest-about-CONTENT': text.needAbout } : {}),
    ...(places.length > 0 && places.every((place) => PLACE.test(place)) ? {} : { 'attest-places': text.needPlaces }),
    ...(looked ? {} : { 'attest-looked': text.needLooked }),
    ...(until ? {} : { 'attest-until': text.needUntil }),
    ...(draft.source.trim() === '' ? { 'attest-source': text.needSource } : {}),
    ...(picture === undefined || picture.size > MOST_BYTES || !MEDIA_TYPES.includes(picture.mediaType)
      ? { 'attest-file': text.needFile }
      : {}),
  };
}

export function attestationOf(draft: AttestationDraft, picture: Picture): Schemas['AttestationRequest'] {
  return {
    ...(draft.about === '' ? {} : { about: draft.about }),
    places: placesOf(draft.places),
    lookedOn: draft.lookedOn,
    validUntil: draft.validUntil,
    source: draft.source.trim(),
    mediaType: picture.mediaType,
    attachment: picture.content,
  };
}

/** A chosen file as the gateway takes it. */
export function readPicture(file: File): Promise<Picture> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      done({ name: file.name, size: file.size, mediaType: file.type, content: url.slice(url.indexOf(',') + 1) });
    };
    reader.onerror = () => failed(new Error(`${file.name} could not be read`, { cause: reader.error }));
    reader.readAsDataURL(file);
  });
}
