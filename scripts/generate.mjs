// Writes what is generated from the code and committed: openapi.json, asyncapi.json, the Postman collection, the
// types that the live client and the dashboard have of them, .env.example, docs/configuration.md and docs/errors.md. With
// --check it writes nothing and fails when one of them is out of date. Needs a fresh build.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compile } from 'json-schema-to-typescript';
import openapiTS, { astToString } from 'openapi-typescript';
import { format } from 'prettier';
import { postmanCollection } from './postman.mjs';

const require = createRequire(import.meta.url);
require('reflect-metadata');
const { NestFactory } = require('@nestjs/core');
const { AppModule } = require('../dist/apps/api/src/app.module.js');
const { fastifyAdapter } = require('../dist/apps/api/src/create-api.js');
const { openApiDocument } = require('../dist/apps/api/src/docs/openapi.js');
const { asyncApiDocument } = require('../dist/apps/api/src/realtime/async-api.js');
const { ERROR_TABLE } = require('../dist/apps/api/src/http/error-table.js');
const { API_PREFIX } = require('../dist/apps/api/src/http/bare-paths.js');
const { text } = require('../dist/libs/texts/src/index.js');
const { VARIABLES } = require('../dist/libs/config/src/variables.js');
const { writeHostValues } = require('../dist/libs/config/src/validators.js');

async function openApi() {
  // Preview: the modules are read, nothing is made and no database is asked.
  const app = await NestFactory.create(AppModule, fastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  app.setGlobalPrefix(API_PREFIX);
  return format(JSON.stringify(openApiDocument(app)), { parser: 'json', printWidth: 110 });
}

async function postman() {
  const collection = postmanCollection(JSON.parse(await openApi()));
  return format(JSON.stringify(collection), { parser: 'json', printWidth: 110 });
}

/** The dashboard's types of the API. */
async function dashboardTypes() {
  const types = astToString(await openapiTS(await openApi()));
  return `/* eslint-disable */\n// Generated from openapi.json by npm run generate.\n\n${types}`;
}

async function asyncApi() {
  return format(JSON.stringify(asyncApiDocument()), { parser: 'json', printWidth: 110 });
}

/** What the live client knows of the service: the messages and, by kind, where they come from. */
async function liveClient() {
  const { channels, components } = asyncApiDocument();
  const topics = Object.entries(channels).map(([kind, { address, messages }]) => {
    const [title] = Object.keys(messages);
    const { payload } = components.messages[title];
    return { kind, address, payload: { ...payload, title } };
  });
  const types = await compile(
    {
      title: 'LiveMessages',
      type: 'object',
      description: 'What is told of a topic, by its kind.',
      properties: Object.fromEntries(topics.map(({ kind, payload }) => [kind, payload])),
      required: topics.map(({ kind }) => kind),
    },
    'LiveMessages',
    { additionalProperties: false, ignoreMinAndMaxItems: true, format: false, bannerComment: '' },
  );
  const lines = topics.map(
    ({ kind, address, payload }) =>
      `${kind}: { path: '${address}', type: '${payload.properties.type.const}' },`,
  );
  const text = [
    '// Generated from asyncapi.json by `npm run generate`: not to be changed by hand.',
    `/** What can be watched, by its kind. */\nexport const TOPICS = { ${lines.join('\n')} } as const;`,
    types,
  ].join('\n\n');
  return format(text, { parser: 'typescript', printWidth: 110, singleQuote: true });
}

function shown(value) {
  if (value === undefined) return '';
  if (typeof value === 'object' && 'hosts' in value) return writeHostValues(value);
  return Array.isArray(value)
    ? value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : one)).join(',')
    : String(value);
}

function isRequired(variable) {
  return !('default' in variable);
}

function envExample() {
  const lines = Object.entries(VARIABLES).flatMap(([name, variable]) => {
    const value = isRequired(variable) ? '' : shown(variable.default);
    const example = variable.example === undefined ? '' : ` Example: ${variable.example}`;
    return [
      `# ${isRequired(variable) ? 'Required. ' : ''}${variable.desc}.${example}`,
      `${isRequired(variable) ? '' : '#'}${name}=${value}`,
      '',
    ];
  });
  const head = [
    '# Every variable there is. Each can also be given as NAME_FILE, the path of a file that holds the value.',
    '# What stands behind a # is the default.',
    '',
  ];
  return [...head, ...lines].join('\n');
}

function configuration() {
  const rows = Object.entries(VARIABLES).map(([name, variable]) => {
    const value = isRequired(variable)
      ? '**required**'
      : shown(variable.default) === ''
        ? ''
        : `\`${shown(variable.default).replaceAll(',', ', ')}\``;
    return `| \`${name}\` | ${value} | ${variable.desc} |`;
  });
  return [
    '# Configuration',
    '',
    'Every variable can also be given as `NAME_FILE`, the path of a file that holds the value (Docker secrets). A process',
    'that is set up wrongly does not start; it lists everything that is wrong.',
    '',
    'Names that other services of a school use are understood, and told at start: `SECRET_KEY` (JWT_SECRET_KEY),',
    '`ACCESS_TOKEN_EXPIRE_MINUTES` (JWT_ACCESS_TOKEN_EXPIRE_MINUTES), `DB_HOST`, `DB_PORT`, `DB_USER`, `DB_PASSWORD` and',
    '`DB_NAME` (DATABASE_URL), with `postgresql+asyncpg://` as well. Given under both names they must say the same.',
    '',
    '| variable | default | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function errors() {
  const rows = Object.entries(ERROR_TABLE).map(
    ([code, { status, help }]) =>
      `| \`${code}\` | ${status} | ${text(`error.${code}.title`, 'en')} | ${help} |`,
  );
  return [
    '# Errors',
    '',
    'Errors are `application/problem+json` (RFC 9457). `code` is stable, for programs; `detail` says what happened and',
    '`hint` what to do, for people; `correlation_id` finds the log lines. A failed download carries the same codes in',
    '`error_code`.',
    '',
    '| code | status | title | what it means and what to do |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

const FILES = {
  'openapi.json': openApi,
  'asyncapi.json': asyncApi,
  'postman/Classroom_Downloader_API.postman_collection.json': postman,
  'libs/liveclient/src/live-messages.ts': liveClient,
  'apps/dashboard/src/api/schema.d.ts': dashboardTypes,
  '.env.example': envExample,
  'docs/configuration.md': configuration,
  'docs/errors.md': errors,
};

const check = process.argv.includes('--check');
const stale = [];
for (const [file, make] of Object.entries(FILES)) {
  const text = await make();
  const before = (() => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
  })();
  if (before === text) continue;
  if (check) stale.push(file);
  else writeFileSync(file, text);
}
if (stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run: npm run generate`);
  process.exit(1);
}
process.exit(0);
