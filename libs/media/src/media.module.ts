import { Module } from '@nestjs/common';
import { FetchCaptions } from './captions/fetch-captions';
import { DirectFetcher } from './direct/direct-fetcher';
import { Ffprobe } from './ffmpeg/ffprobe';
import { Remuxer } from './ffmpeg/remuxer';
import { Stills } from './ffmpeg/stills';
import { YtdlpFetcher } from './ytdlp/ytdlp-fetcher';
import { YtdlpHealth } from './ytdlp/ytdlp-health';

const PUBLIC = [DirectFetcher, Ffprobe, Remuxer, Stills, YtdlpFetcher, YtdlpHealth];

@Module({ providers: [...PUBLIC, FetchCaptions], exports: PUBLIC })
export class MediaModule {}
