import { tick } from 'svelte';
import type { Action } from 'svelte/action';

/**
 * On a form: when it is refused, the focus goes to the first field that has to be corrected.
 * @param refusals what changes when it is refused: the error of the server, how often the page itself refused it
 */
export const focusWrong: Action<HTMLFormElement, readonly unknown[]> = (form) => ({
  update() {
    void tick().then(() => {
      const wrong = form.querySelector<HTMLElement>('[aria-invalid="true"]');
      const field = wrong?.matches('input, textarea, select')
        ? wrong
        : wrong?.querySelector<HTMLElement>('input');
      field?.focus();
    });
  },
});
