export type { Catalogue, TextCode } from './catalogue';
export { formatText, placeholdersOf, type TextValues } from './format-text';
export { type Language, LANGUAGES, preferredLanguage, spoken } from './language';
export { catalogueIn, findText, text } from './text';
