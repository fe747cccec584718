import { PasswordGuesser } from './password-guesser';
import { GOOD_PASSWORDS } from './testing/good-passwords';

/** The longest turn of this thread's event loop while `work` goes on, in CPU time: a busy machine does not count. */
async function longestTurnMs(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
    before = process.threadCpuUsage();
  });
  await work();
  clearInterval(timer);
  return longest;
}

describe(PasswordGuesser, () => {
  const guesser = new PasswordGuesser();

  afterAll(() => guesser.onModuleDestroy());

  const ABOUT = ['marta', 'marta@school.example', 'Marta Jacutinga', 'Escola Aurora'];

  it.each([...GOOD_PASSWORDS, `Aa1-Zebra-Lilás-${'0xq7'.repeat(28)}`])(
    'should let %s pass',
    async (password) => {
      await expect(guesser.isGuessable(password, ABOUT)).resolves.toBe(false);
    },
  );

  it.each([
    ['a password that leaked', 'Password123'],
    ['one with other signs for letters', 'P@ssw0rd'],
    ['one with a year', 'P4ssword2026!'],
    ['one in Portuguese', 'Senha1234'],
    ['one in Portuguese with other signs', 'S3nh@2026'],
    ['a club', 'Flamengo10'],
    ['a club and a year', 'Corinthians2024'],
    ['the usual first one', 'Mudar@123'],
    ['a row of keys', 'Qwerty123456'],
    ['one sign repeated', 'Aaaaaaa1'],
    ['a name of many people', 'Fernanda1'],
    ['the own surname', 'Jacutinga-1'],
    ['the own school', 'EscolaAurora1'],
  ])('should guess %s: %s', async (_what, password) => {
    await expect(guesser.isGuessable(password, ABOUT)).resolves.toBe(true);
  });

  it('should not hold the event loop, whatever it is given', async () => {
    const worst = [
      '4@8({[<369&#!1/|0$5+7%2',
      'P@ssw0rd1!',
      '1',
      '12.',
      '19/11/1999',
      '!1|i',
      'qwerty',
      '1234567890',
    ];
    const guessAll = () =>
      Promise.all(
        worst.map((part) =>
          guesser.isGuessable(part.repeat(128).slice(0, 128), Array<string>(24).fill(part.repeat(30))),
        ),
      );
    expect(await longestTurnMs(guessAll)).toBeLessThan(50);
  });

  it('should answer again after its thread has ended, and refuse more questions than it can answer', async () => {
    await guesser.onModuleDestroy();
    const asked = Array.from({ length: 150 }, () => guesser.isGuessable('Senha1234', ABOUT));
    const answers = await Promise.allSettled(asked);
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(50);
    expect(refused[0]).toMatchObject({ reason: { code: 'service.unavailable' } });
    await expect(guesser.isGuessable('Senha1234', ABOUT)).resolves.toBe(true);
  });

  it('should end with its module and answer nobody afterwards who still waits', async () => {
    const asked = guesser.isGuessable('Senha1234', ABOUT);
    await Promise.all([
      expect(asked).rejects.toMatchObject({ code: 'service.unavailable' }),
      guesser.onModuleDestroy(),
    ]);
  });
});
