import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import {
  IsBoolean,
  IsDate,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

type OptionalStringOptions = { min?: number; max?: number } & ApiPropertyOptions;

/** May be left out; null says the same, as many generated clients write it. */
export function Optional(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => value ?? undefined),
    IsOptional(),
  );
}

/** A moment, as ISO 8601 has it. */
export function Moment(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? new Date(value) : value)),
    IsDate(),
  );
}

/** A number that may come as text, as it does in a query. Whatever else there is stays for the validators to refuse. */
function FromText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.trim() !== '' ? Number(value) : value,
  );
}

/** `true`, `false`, `1` or `0` in a query, or nothing. */
export function OptionalQueryBoolean(options: ApiPropertyOptions = {}): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional(options),
    Optional(),
    Transform(({ value }: { value: unknown }) => {
      if (value === 'true' || value === '1') return true;
      return value === 'false' || value === '0' ? false : value;
    }),
    IsBoolean(),
  );
}

/** A whole number in a query. */
export function QueryInteger({ min, max }: { min: number; max: number }): PropertyDecorator {
  return applyDecorators(FromText(), IsInt(), Min(min), Max(max));
}

/** The id of a Google account of ours. */
export function CredentialId(): PropertyDecorator {
  const message = '$property must be an integer number: the id of a Google account in GET /credentials';
  return applyDecorators(FromText(), IsInt({ message }), Min(1), Max(2_147_483_647));
}

/** Google writes its ids as texts of digits; a body may have them as numbers that lose no digit. */
export function GoogleId(): PropertyDecorator {
  const message =
    '$property must be a string, or a whole number from 0 to 9007199254740991; larger ids only as a string';
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? String(value) : value,
    ),
    IsString({ message }),
    MaxLength(255),
  );
}

/** A limit for what somebody stores; null takes an own one away, so that the configuration's counts. */
export function QuotaBytes(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      type: Number,
      nullable: true,
      minimum: 0,
      description: `${description}; null: as the configuration says; 0: no limit`,
      example: 10737418240,
    }),
    IsOptional(),
    IsInt(),
    Min(0),
    Max(Number.MAX_SAFE_INTEGER),
  );
}

/** A text, where it may be left out. `min` and `max` count characters; what else there is goes into the document. */
export function OptionalString({
  min,
  max = Infinity,
  ...document
}: OptionalStringOptions): PropertyDecorator {
  const length = min === undefined ? MaxLength(max) : Length(min, max);
  return applyDecorators(length, IsString(), Optional(), ApiPropertyOptional(document));
}

/** One of some values, where it may be left out. */
export function OptionalEnum(
  values: readonly string[],
  document: ApiPropertyOptions = {},
): PropertyDecorator {
  return applyDecorators(IsIn(values), Optional(), ApiPropertyOptional({ enum: values, ...document }));
}

/** The id of a tenant, where it may be left out. */
export function OptionalTenant(document: { description?: string; example: string }): PropertyDecorator {
  return OptionalString({ max: 63, ...document });
}
