import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class ComponentHealthDto {
  @ApiProperty({ enum: ['ok', 'degraded', 'down'], example: 'ok' }) status!: string;
  @ApiProperty({ description: 'how long the answer took, in milliseconds', example: 2 }) ms!: number;
  @ApiPropertyOptional({ description: 'what is wrong and what to do' }) detail?: string;
}

export class ServerHealthDto extends ComponentHealthDto {
  @ApiPropertyOptional({ type: String, nullable: true, description: 'of the server', example: '18.1' })
  version?: string | null;
}

export class GoogleHealthDto extends ComponentHealthDto {
  @ApiPropertyOptional({
    nullable: true,
    type: Number,
    description: 'when Google was last asked, in milliseconds',
    example: 84,
  })
  answered_in_ms?: number | null;

  @ApiPropertyOptional({ description: 'it is a stand-in for Google, such as the sandbox', example: false })
  stand_in?: boolean;
}

class IsolationDto {
  @ApiProperty({ example: 'namespaces' }) kind!: string;
  @ApiProperty({ description: "the worker's secrets are out of reach", example: true }) secrets!: boolean;
  @ApiProperty({ description: 'other processes cannot be seen', example: true }) processes!: boolean;
  @ApiProperty({ description: 'ffmpeg and ffprobe have no network', example: true }) network!: boolean;

  @ApiProperty({ description: 'yt-dlp reaches the filtering proxy alone', example: true })
  proxyOnly!: boolean;

  @ApiPropertyOptional({ description: 'why it is not a stronger one' }) detail?: string;
}

/** Left out while the database is down: it knows them. */
export class WorkersHealthDto extends ComponentHealthDto {
  @ApiPropertyOptional({ description: 'workers seen in the last 30 seconds', example: 2 }) active?: number;
  @ApiPropertyOptional({ description: 'downloads that they can run at once', example: 20 }) slots?: number;
  @ApiPropertyOptional({ description: 'downloads that they run', example: 7 }) running?: number;

  @ApiPropertyOptional({
    type: [IsolationDto],
    description: 'what keeps yt-dlp and ffmpeg away from the rest of the machine of each worker',
  })
  isolation?: IsolationDto[];
}

class QuarantineDto {
  @ApiProperty({ example: 0 }) files!: number;
  @ApiProperty({ example: 0 }) bytes!: number;
  @ApiProperty({ nullable: true, type: String, format: 'date-time', example: null }) oldest!: Date | null;
}

export class StorageHealthDto extends ComponentHealthDto {
  @ApiPropertyOptional({ description: 'left on the disk of the storage', example: 53687091200 })
  free_bytes?: number;

  @ApiPropertyOptional({ type: QuarantineDto, description: 'files that no row names, kept aside' })
  quarantine?: QuarantineDto;
}

export class YtdlpHealthDto extends ComponentHealthDto {
  @ApiPropertyOptional({
    nullable: true,
    type: String,
    description: 'null: it is missing',
    example: '2026.07.04',
  })
  version?: string | null;

  @ApiPropertyOptional({ description: 'JavaScript runtime that it is given', example: 'node' })
  js_runtime?: string;

  @ApiPropertyOptional({ description: "it can solve YouTube's challenges", example: true }) solver?: boolean;
}

class PausedSourceDto {
  @ApiProperty({ description: '`*`: all of them', example: 'youtube.com' }) host!: string;
  @ApiProperty({ example: 'source.rate-limited' }) code!: string;
  @ApiProperty({ description: 'downloads that wait for its end', example: 3 }) waiting!: number;
  @ApiProperty({ format: 'date-time' }) until!: Date;
}

export class SourcesHealthDto extends ComponentHealthDto {
  @ApiPropertyOptional({ type: [PausedSourceDto] }) paused?: PausedSourceDto[];
}
