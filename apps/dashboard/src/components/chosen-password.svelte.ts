import { passwordNeeds } from '@app/passwords';

/** A password that a person chooses, typed twice. */
export class ChosenPassword {
  value = $state('');
  repeated = $state('');
  /** They pressed the button: what is missing is wrong now. */
  isSent = $state(false);
  /** How often it would not do. */
  refusals = $state(0);

  /** Whether it may be sent. @param about what is known of the person, which it must not hold */
  check(about: readonly string[]): boolean {
    this.isSent = true;
    const isGood = passwordNeeds(this.value, about).length === 0 && this.value === this.repeated;
    if (!isGood) this.refusals += 1;
    return isGood;
  }

  clear(): void {
    this.value = this.repeated = '';
    this.isSent = false;
  }
}
