import { tick } from 'svelte';
import type { Action } from 'svelte/action';

/** On a form: when it is refused, the focus goes to the first field that has to be corrected. */
export const focusWrong: Action<HTMLFormElement, unknown> = (form) => ({
  update(error) {
    if (!error) return;
    void tick().then(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  },
});
