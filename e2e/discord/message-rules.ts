/**
 * Discord's rules for the body of a message, as its REST API enforces them. Written from its documentation, apart from what renders messages, so that the two
 * are held against each other. Lengths are counted in UTF-16 units, the stricter of the two counts in use.
 */
import type { FormError } from './form-errors';

type Json = Record<string, unknown>;

const EMBED_TEXTS = { title: 256, description: 4096 } as const;
const [ACTION_ROW, BUTTON, LINK_STYLE] = [1, 2, 5];

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
/** Discord strips what surrounds a text before it counts. */
const stripped = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** messageErrors names all that is wrong with the body of a message; empty where it is taken. */
export function messageErrors(body: Json): FormError[] {
  const embeds = list(body.embeds);
  return [
    ...tooLong('content', body.content, 2000),
    ...(embeds.length > 10 ? [error('embeds', 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.')] : []),
    ...embeds.flatMap((embed, i) => embedErrors(`embeds.${i}`, isObject(embed) ? embed : {})),
    ...(embeds.reduce<number>((sum, embed) => sum + embedSize(isObject(embed) ? embed : {}), 0) > 6000
      ? [error('embeds', 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')]
      : []),
    ...rowErrors(list(body.components)),
    ...(typeof body.nonce === 'string' ? tooLong('nonce', body.nonce, 25) : []),
  ];
}

/** isEmptyMessage: Discord answers 50006 to a message that shows nothing. */
export function isEmptyMessage(body: Json): boolean {
  const hasEmbed = list(body.embeds).some((embed) => isObject(embed) && embedSize(embed) > 0);
  return stripped(body.content) === '' && !hasEmbed && list(body.components).length === 0;
}

function error(path: string, code: string, message: string): FormError {
  return { path, code, message };
}

function tooLong(path: string, value: unknown, max: number): FormError[] {
  return stripped(value).length > max ? [error(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`)] : [];
}

function required(path: string, value: unknown, max: number): FormError[] {
  return stripped(value) === '' ? [error(path, 'BASE_TYPE_REQUIRED', 'This field is required')] : tooLong(path, value, max);
}

function embedSize(embed: Json): number {
  const footer = isObject(embed.footer) ? embed.footer : {};
  const author = isObject(embed.author) ? embed.author : {};
  const fields = list(embed.fields).filter(isObject);
  const texts = [embed.title, embed.description, footer.text, author.name, ...fields.flatMap(({ name, value }) => [name, value])];
  return texts.reduce<number>((sum, text) => sum + stripped(text).length, 0);
}

function embedErrors(path: string, embed: Json): FormError[] {
  const fields = list(embed.fields);
  return [
    ...Object.entries(EMBED_TEXTS).flatMap(([name, max]) => tooLong(`${path}.${name}`, embed[name], max)),
    ...(isObject(embed.footer) ? required(`${path}.footer.text`, embed.footer.text, 2048) : []),
    ...(isObject(embed.author) ? required(`${path}.author.name`, embed.author.name, 256) : []),
    ...(embed.url === undefined ? [] : urlErrors(`${path}.url`, embed.url, 2048)),
    ...(fields.length > 25 ? [error(`${path}.fields`, 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.')] : []),
    ...fields.flatMap((field, i) => [
      ...required(`${path}.fields.${i}.name`, isObject(field) ? field.name : '', 256),
      ...required(`${path}.fields.${i}.value`, isObject(field) ? field.value : '', 1024),
    ]),
    ...(embed.timestamp !== undefined && Number.isNaN(Date.parse(String(embed.timestamp)))
      ? [error(`${path}.timestamp`, 'DATE_TIME_TYPE_PARSE', `Could not parse ${embed.timestamp}. Should be ISO8601.`)]
      : []),
  ];
}

/** A host without a dot is no address to Discord. */
function urlErrors(path: string, value: unknown, max: number): FormError[] {
  const text = String(value);
  if (text.length > max) return [error(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`)];
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || /\s/.test(text)) return [error(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.')];
  if (!/^https?:$/.test(url.protocol))
    return [
      error(
        path,
        'URL_TYPE_INVALID_SCHEME',
        `Scheme "${url.protocol.slice(0, -1)}" is not supported. Scheme must be one of ('http', 'https').`,
      ),
    ];
  return url.hostname.includes('.') ? [] : [error(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.')];
}

function rowErrors(rows: unknown[]): FormError[] {
  if (rows.length > 5) return [error('components', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.')];
  const ids = new Set<string>();
  return rows.flatMap((row, i) => {
    const path = `components.${i}`;
    if (!isObject(row) || row.type !== ACTION_ROW) return [error(`${path}.type`, 'BASE_TYPE_CHOICES', 'Value must be one of (1,).')];
    const buttons = list(row.components);
    if (buttons.length < 1 || buttons.length > 5)
      return [error(`${path}.components`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.')];
    return buttons.flatMap((button, k) => buttonErrors(`${path}.components.${k}`, isObject(button) ? button : {}, ids));
  });
}

function buttonErrors(path: string, button: Json, ids: Set<string>): FormError[] {
  if (button.type !== BUTTON) return [error(`${path}.type`, 'BASE_TYPE_CHOICES', 'Value must be one of (2, 3, 4, 5, 6, 7, 8).')];
  const shows = stripped(button.label) !== '' || isObject(button.emoji);
  const label = shows
    ? tooLong(`${path}.label`, button.label, 80)
    : [error(`${path}.label`, 'BUTTON_COMPONENT_MISSING_LABEL_EMOJI', 'A button must have either an emoji, a label, or both')];
  if (button.style === LINK_STYLE) return [...label, ...urlErrors(`${path}.url`, button.url, 512)];
  const id = String(button.custom_id ?? '');
  const twice = ids.has(id)
    ? [error(`${path}.custom_id`, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')]
    : [];
  ids.add(id);
  return [...label, ...required(`${path}.custom_id`, id, 100), ...twice];
}
