import 'reflect-metadata';
import { itReturns } from '@app/testing/table';
import { type ArgumentMetadata, type Type } from '@nestjs/common';
import { CreateApiKeyDto } from '../api-keys/api-key-requests.dto';
import { RegisterUserDto } from '../users/new-accounts.dto';
import { CreateDownloadDto, ListDownloadsQuery } from '../downloads/download-requests.dto';
import { requestedVideo } from '../downloads/requested-video';
import { ValidateInputDto } from '../security/validate-input.dto';
import { RequestInvalid } from './request.errors';
import { requestValidation } from './validation';

const pipe = requestValidation();

async function errorsOf(
  metatype: Type,
  sent: unknown,
  type: ArgumentMetadata['type'] = 'body',
): Promise<unknown> {
  try {
    const body: unknown = await pipe.transform(sent, { type, metatype });
    if (body instanceof CreateDownloadDto) requestedVideo(body);
    return [];
  } catch (error) {
    if (!(error instanceof RequestInvalid)) throw error;
    return (error.details?.errors as { field: string; message: string }[]).map(({ message }) => message);
  }
}

const NO_GOOGLE_ID =
  'must be a string, or a whole number from 0 to 9007199254740991; larger ids only as a string';
const WAYS = 'url is required, or video_id, or coursework_id with credential_id';

const errorsOfDownload = (sent: unknown) => errorsOf(CreateDownloadDto, sent);

describe('what is said of wrong fields', () => {
  itReturns('should help who asks for a download with %s', errorsOfDownload, {
    nothing: [{}, [WAYS]],
    nulls: [{ url: null, video_id: null }, [WAYS]],
    'half of an item': [{ course_id: '7' }, ['coursework_id is required', 'credential_id is required']],
    'ids that are no ids': [
      { course_id: 7.5, coursework_id: 2 ** 53, credential_id: '01890a5d-ac96-774b-bcce-b302099a8057' },
      [
        `course_id ${NO_GOOGLE_ID}`,
        `coursework_id ${NO_GOOGLE_ID}`,
        'credential_id must be an integer number: the id of a Google account in GET /credentials',
      ],
    ],
    'a number for an address': [{ url: 7 }, ['url must be a string']],
    'a word for a number': [
      { url: 'https://a.example', priority: 'high' },
      ['priority must be an integer number'],
    ],
    'too much': [{ url: 'https://a.example', priority: 101 }, ['priority must not be greater than 100']],
    'a word for a switch': [
      { url: 'https://a.example', subtitles: 'yes' },
      ['subtitles must be a boolean value'],
    ],
    'what is no id': [{ video_id: 'x' }, ['video_id must be a UUID']],
    'what nobody knows': [
      { url: 'https://a.example', colour: 'red' },
      ['colour is not a field of this request'],
    ],
    'a list': [[], ['body must be a JSON object']],
    'no body': [undefined, [WAYS]],
  });

  it('should name every field that is missing', async () => {
    expect(await errorsOf(RegisterUserDto, {})).toEqual([
      'username is required',
      'email is required',
      'full_name is required',
      'password is required',
    ]);
  });

  it('should tell once what is wrong with an address', async () => {
    const person = { username: 'maria', full_name: 'Maria Lima', password: 'correct-Horse-7-battery' };
    for (const email of ['not an address', 'm\u0430ria@school.example'])
      expect(await errorsOf(RegisterUserDto, { ...person, email })).toEqual([
        'email must be an e-mail address without other alphabets',
      ]);
  });

  it('should say of a list and of a time what they must be', async () => {
    const sent = { name: 'gateway', scopes: 'courses:read', expires_at: 'tomorrow' };
    expect(await errorsOf(CreateApiKeyDto, sent)).toEqual([
      'scopes must be an array',
      'expires_at must be a date and time, such as 2030-12-31T23:59:59Z',
    ]);
    expect(await errorsOf(CreateApiKeyDto, { ...sent, scopes: [], expires_at: null })).toEqual([
      'scopes should not be empty',
    ]);
  });

  it('should say that one of several will do', async () => {
    expect(await errorsOf(ValidateInputDto, {})).toEqual([
      'url is required, or file_type, quality, format, sanitize or schema',
    ]);
  });

  it('should say of a query what it must be', async () => {
    expect(await errorsOf(ListDownloadsQuery, { limit: 'many', offset: '-1' }, 'query')).toEqual([
      'limit must be an integer number',
      'offset must not be less than 0',
    ]);
  });
});
