import { foldText, indexAt, linesOf } from './transcript';

describe(linesOf, () => {
  it('should put the lines of a caption together', () => {
    expect(linesOf([{ startTime: 1, text: 'Bom dia.\n Esta é a aula \n' }])).toEqual([
      { start: 1, text: 'Bom dia. Esta é a aula' },
    ]);
  });

  it('should say once what rolling captions show again and again', () => {
    const cues = ['bom dia', 'bom dia\nturma', 'turma', 'turma\nvamos começar', ''].map(
      (text, startTime) => ({
        startTime,
        text,
      }),
    );
    expect(linesOf(cues).map(({ start, text }) => [start, text])).toEqual([
      [0, 'bom dia'],
      [1, 'turma'],
      [3, 'vamos começar'],
    ]);
  });
});

describe(indexAt, () => {
  it.each([
    [-1, 0],
    [0, 2],
    [1, 9.5],
    [2, 99],
  ])('should find %d at %d seconds', (index, seconds) => {
    expect(indexAt([2, 8, 10], seconds)).toBe(index);
  });
});

describe(foldText, () => {
  it('should find what is typed without accents', () => {
    expect(foldText('A Constituição')).toContain('constituicao');
  });
});
