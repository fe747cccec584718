import { Injectable, Param, type PipeTransform, ValidationPipe } from '@nestjs/common';
import { isUuid } from '@app/kernel';
import { fieldErrors } from './field-errors';
import { AddressNotFound, RequestInvalid } from './request.errors';

/** Parses bodies and queries by their DTO classes; what a DTO does not know is refused. */
export function requestValidation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    // What is left out leaves the default of its field alone.
    transformOptions: { exposeUnsetFields: false },
    exceptionFactory: (errors) => new RequestInvalid(errors.flatMap((error) => fieldErrors(error))),
  });
}

/** An id that cannot exist is as unknown as one that does not. @throws AddressNotFound */
@Injectable()
export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUuid(value)) throw new AddressNotFound();
    return value.toLowerCase();
  }
}

/** @throws AddressNotFound */
@Injectable()
export class IntegerPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    const id = Number(value);
    if (!/^\d{1,10}$/.test(value) || id > 2_147_483_647) throw new AddressNotFound();
    return id;
  }
}

export const UuidParam = (name: string): ParameterDecorator => Param(name, UuidPipe);
export const IntegerParam = (name: string): ParameterDecorator => Param(name, IntegerPipe);
