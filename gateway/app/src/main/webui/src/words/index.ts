/** The catalogue in use. One language today; a pack is chosen here, by the language of the page. */
import { enAU, type Catalogue } from './en-AU';

export const words: Catalogue = enAU;

/** What people call a provider; an unknown one keeps its id. */
export function providerName(provider: string): string {
  return words.provider[provider] ?? provider;
}
