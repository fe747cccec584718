export { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, type PasswordNeed, passwordNeeds } from './password-needs';
