/** What yt-dlp calls it, of what is known of a stored video. */
export const TEMPLATE_FIELDS = [
  'title',
  'id',
  'ext',
  'upload_date',
  'uploader',
  'resolution',
  'width',
  'height',
  'duration',
  'extractor',
] as const;
export type TemplateField = (typeof TEMPLATE_FIELDS)[number];

/** A field in a file's name. */
export interface FieldPart {
  field: TemplateField;
  /** Characters at most. */
  max?: number;
  /** In its place where it is not known. */
  otherwise: string;
}

/** A file's name: text as it stands, and fields. */
export type OutputTemplate = readonly (string | FieldPart)[];

const MAX_TEMPLATE_LENGTH = 200;
/** yt-dlp's own word for what is not known. */
const NOT_KNOWN = 'NA';
/** `%%`, or `%(field)s` with a default behind `|` and a length behind a dot; anything else with a `%` is a mistake. */
const PART = /%%|%\((\w+)(?:\|([^)%]*))?\)(?:\.(\d{1,3}))?([sd])|%(?:\([^)]*\)?\S{0,4})?/g;

/**
 * The part of yt-dlp's output templates that names a file and reads nothing but what is known of the video.
 * @throws TypeError saying what is wrong
 */
export function parseOutputTemplate(input: string): OutputTemplate {
  if (input.length > MAX_TEMPLATE_LENGTH)
    throw new TypeError(`must have ${String(MAX_TEMPLATE_LENGTH)} characters at most`);
  if (/[/\\]/.test(input)) throw new TypeError('must be the name of a file, without directories');
  const parts: (string | FieldPart)[] = [];
  let end = 0;
  for (const match of input.matchAll(PART)) {
    parts.push(input.slice(end, match.index), partFrom(match));
    end = match.index + match[0].length;
  }
  parts.push(input.slice(end));
  if (!parts.some((part) => typeof part !== 'string'))
    throw new TypeError('must name the video: use %(title)s');
  return parts.filter((part) => part !== '');
}

function partFrom([part, name, otherwise = NOT_KNOWN, max, type]: RegExpMatchArray): string | FieldPart {
  if (part === '%%') return '%';
  const field = TEMPLATE_FIELDS.find((known) => known === name);
  const isNumber = field === 'width' || field === 'height' || field === 'duration';
  if (!field || (type === 'd' && !isNumber)) {
    const fields = TEMPLATE_FIELDS.map((known) => `%(${known})s`).join(' ');
    throw new TypeError(
      `may have these fields only: ${fields}, each also as %(title).50s and %(title|other)s`,
    );
  }
  return { field, otherwise, ...(max === undefined ? {} : { max: Number(max) }) };
}

/** The name of one video. */
export function fillOutputTemplate(
  template: OutputTemplate,
  values: Partial<Record<TemplateField, string | number | null>>,
): string {
  return template
    .map((part) => {
      if (typeof part === 'string') return part;
      const value = values[part.field];
      return String(value ?? part.otherwise).slice(0, part.max);
    })
    .join('');
}
