/** The screens under `/storage`. */
import { Page } from '../ui/Page';
import { words } from '../words';

export default function Storage() {
  return <Page title={words.app.storage}>{null}</Page>;
}
