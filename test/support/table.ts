type Row<Input extends unknown[], Output> = readonly [...input: Input, output: Output];
type OneInput<Input extends unknown[]> = Input extends [infer Only] ? Only : Readonly<Input>;

/** A test for each row: what the function is given and, last, what it returns. The title tells both, and a row's name first. */
export function itReturns<Input extends unknown[], Output>(
  title: string,
  call: (...input: Input) => Output | Promise<Output>,
  rows: NoInfer<readonly Row<Input, Output>[] | Record<string, Row<Input, Output>>>,
): void {
  const areNamed = !Array.isArray(rows);
  const cases = Object.entries<readonly unknown[]>(rows);
  it.each(cases.map(([name, row]) => (areNamed ? [name, ...row] : row)))(title, async (...words) => {
    const row = areNamed ? words.slice(1) : words;
    expect(await call(...(row.slice(0, -1) as Input))).toStrictEqual(row.at(-1));
  });
}

/** A test for each input, for which the function returns always the same. Several parameters are a list. */
export function itAlwaysReturns<Input extends unknown[], Output>(
  title: string,
  output: NoInfer<Output>,
  call: (...input: Input) => Output | Promise<Output>,
  inputs: NoInfer<readonly OneInput<Input>[]>,
): void {
  it.each(inputs as readonly unknown[])(title, async (...input: unknown[]) => {
    expect(await call(...(input as Input))).toStrictEqual(output);
  });
}
