import { itReturns } from '@app/testing/table';
import { scrub } from './scrub';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
const KEY = 'cdl_5Qz1TtVfXJ0r3yKcE2m8';

describe(scrub, () => {
  itReturns('should hide %s', scrub, {
    'a bearer header': [`Authorization: Bearer ${JWT}`, 'Authorization: Bearer [hidden]'],
    'a bearer header in small letters': [
      'authorization: bearer abc.DEF~123',
      'authorization: bearer [hidden]',
    ],
    'a basic header': ['Authorization: Basic dXNlcjpwYXNzd29yZA==', 'Authorization: Basic [hidden]'],
    cookies: ['cookie: session=abc; other=def\nhost: x', 'cookie: [hidden]\nhost: x'],
    'cookies that are set': ['Set-Cookie: session=abc; HttpOnly', 'Set-Cookie: [hidden]'],
    'an API key header': ['X-Api-Key: abcdef', 'X-Api-Key: [hidden]'],
    'a signed token': [`got ${JWT} from them`, 'got [hidden] from them'],
    "Google's access token": ['token ya29.a0AfB_by-x.y is old', 'token [hidden] is old'],
    "Google's refresh token": ['stored 1//0gabcdefghijklmnopqrstuv-x', 'stored [hidden]'],
    'a key of ours': [`key ${KEY} was refused`, 'key [hidden] was refused'],
    'a key of ours in an address': [`/x/${KEY}/y`, '/x/[hidden]/y'],
  });

  itReturns('should hide what a query tells: %s', scrub, [
    ['https://h.example/cb?code=4%2F0AbCd&scope=email', 'https://h.example/cb?code=[hidden]&scope=email'],
    ['https://h.example/cb?scope=email&state=xyz', 'https://h.example/cb?scope=email&state=[hidden]'],
    ['https://h.example/v.mp4?token=abc#t=3', 'https://h.example/v.mp4?token=[hidden]'],
    ['https://h.example/#access_token=abc&x=1', 'https://h.example/#access_token=[hidden]&x=1'],
    [
      'https://s.example/v?X-Goog-Signature=ab12&X-Goog-Expires=9',
      'https://s.example/v?X-Goog-Signature=[hidden]&X-Goog-Expires=9',
    ],
    [
      'https://v.example/play?expire=1&sig=AB%3D&key=z',
      'https://v.example/play?expire=1&sig=[hidden]&key=[hidden]',
    ],
  ]);

  itReturns('should hide %s in an address', scrub, {
    'a password': ['postgresql://u:hunter2@db:5432/x', 'postgresql://u:[hidden]@db:5432/x'],
    'a password without a user': ['redis://:hunter2@redis:6379', 'redis://:[hidden]@redis:6379'],
    'a password with an @ in it': ['redis://:hun@ter2@redis:6379', 'redis://:[hidden]@redis:6379'],
    'a token for a user': ['https://ghp_0123456789abcdef@git.example', 'https://[hidden]@git.example'],
    'two addresses in one text': ['a://u:p1@h and b://u:p2@h', 'a://u:[hidden]@h and b://u:[hidden]@h'],
  });

  itReturns('should hide what %s names', scrub, {
    JSON: ['{"access_token":"abc","expires_in":3599}', '{"access_token":"[hidden]","expires_in":3599}'],
    'JSON with spaces': ['{ "refresh_token" : "abc" }', '{ "refresh_token" : "[hidden]" }'],
    'an object that was printed': ["{ client_secret: 'abc', a: 1 }", "{ client_secret: '[hidden]', a: 1 }"],
    'a form': ['client_secret=abc&grant_type=x', 'client_secret=[hidden]&grant_type=x'],
    'a form that begins with it': ['password=hunter2', 'password=[hidden]'],
    'a line of a program': [
      "ERROR: bad option, password: 'hunter2'",
      "ERROR: bad option, password: '[hidden]'",
    ],
  });

  it.each([
    '',
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=10',
    'http://127.0.0.1:8001/downloads/01890a5d-ac96-774b-bcce-b302099a8057',
    'the keyboard: broken; statement=SELECT 1',
    'https://user@host.example/x',
    'ana.souza@escola-aurora.example',
    'ERROR: [youtube] abc: Video unavailable',
    'cdl_short',
  ])('should leave alone what is no secret: %s', (text) => {
    expect(scrub(text)).toBe(text);
  });

  it('should find nothing new the second time', () => {
    const text = `Bearer ${JWT} redis://:hun@ter2@h ?code=abc&key=${KEY}`;
    expect(scrub(scrub(text))).toBe(scrub(text));
  });
});
