/** Does with a form what it is for, instead of what browsers do with one. */
export const sending = (send: () => unknown) => (event: SubmitEvent) => {
  event.preventDefault();
  send();
};
