import { cellsOf } from './strip-bins';

describe(cellsOf, () => {
  it('should draw a cell for each video', () => {
    expect(cellsOf(['saved', 'missing'])).toEqual(['saved', 'missing']);
  });

  it('should draw neighbours together when they are many, and show what asks for attention', () => {
    expect(cellsOf(['saved', 'failed', 'saved', 'saved', 'missing'], 3)).toEqual([
      'failed',
      'saved',
      'missing',
    ]);
  });
});
