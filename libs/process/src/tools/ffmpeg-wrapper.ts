/** Ends a run that asked ffmpeg or ffprobe for something else than a plain file of its own. */
export const REFUSED_EXIT_CODE = 93;

/**
 * Containers that hold a film or its sound. Formats that name other files or addresses (hls, dash, concat, image2,
 * sdp, …), that come from devices (lavfi, x11grab, …) and captions are left out.
 */
const FORMATS =
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,avi,flv,asf,mp3,ogg,mpeg,mpegvideo,wav,aac,ac3,eac3,flac,h264,hevc,amr';

/** ffmpeg chooses the kind of output by its name: none of these opens further files. */
const OUTPUTS = [
  'mp4',
  'm4a',
  'm4v',
  'mov',
  '3gp',
  'mkv',
  'mka',
  'webm',
  'ts',
  'flv',
  'mp3',
  'ogg',
  'opus',
  'aac',
];

/** Stand before every input. */
export const INPUT_OPTIONS = ['-protocol_whitelist', 'file', '-format_whitelist', FORMATS] as const;

const REFUSE = `
refuse() { printf 'refused: %s\\n' "$1" >&2; exit ${String(REFUSED_EXIT_CODE)}; }`;

/** Sets $name to a file directly in the run's directory; anything else is refused. */
const NAMED = `
named() {
  name=$1
  case $name in file:*) name=\${name#file:};; esac
  case $name in "$RUN_DIRECTORY"/*) name=\${name#"$RUN_DIRECTORY"/};; esac
  case $name in ''|.|..|*/*) refuse 'a path outside of the run';; esac
  name=$RUN_DIRECTORY/$name
  [ ! -L "$name" ] || refuse 'a link'
}
input() { named "$1"; [ -f "$name" ] || refuse 'no plain file'; }
output() {
  named "$1"; [ ! -e "$name" ] || [ -f "$name" ] || refuse 'no plain file'
  case $name in ${OUTPUTS.map((extension) => `*.${extension}`).join('|')}) ;; *) refuse 'the kind of output';; esac
}`;

/** With no network of its own where the machine allows it: yt-dlp's, in which it runs, leads to the proxy. */
const LAUNCH = `
[ -n "$RUN_DIRECTORY" ] || refuse 'no run'
launch() {
  cd "$RUN_DIRECTORY" || refuse 'no run'
  if [ "$SEAL_NETWORK" = yes ]; then exec unshare --user --net -- "$PROGRAM" "$@"; fi
  exec "$PROGRAM" "$@"
}
[ "$*" != -bsfs ] || { RUN_DIRECTORY=/; launch -bsfs; }`;

/** Arguments are taken one by one from the front and put, when they are right, at the back. */
const FFMPEG = `
left=$# last= given=
while [ "$left" -gt 0 ]; do
  option=$1; shift; left=$((left - 1))
  case $option in
    -y|-dn|-ignore_unknown) set -- "$@" "$option"; continue;;
    -loglevel|-i|-c|-c:s|-map|-movflags|-f|-bsf|-bsf:a|-bsf:a:[0-9]|-aspect|-ss) ;;
    -*) refuse 'an option';;
    *) [ "$left" -eq 0 ] && [ -n "$given" ] || refuse 'an output'
       output "$option"; set -- "$@" "file:$name"; last=yes; continue;;
  esac
  [ "$left" -gt 1 ] || refuse 'an option without a value'
  value=$1; shift; left=$((left - 1))
  case $option in
    -i) input "$value"; given=yes; set -- "$@" ${INPUT_OPTIONS.join(' ')} -i "file:$name"; continue;;
    -loglevel) case $value in repeat+info) ;; *) refuse "$option";; esac;;
    *) [ -n "$given" ] || refuse 'an option of an input';;
  esac
  case $option=$value in
    -loglevel=*|-c=copy|-c:s=mov_text|-movflags=+faststart) ;;
    -f=mp4|-f=mov|-f=matroska|-f=webm|-f=mpegts) ;;
    -bsf=setts=ts=TS-STARTPTS|-bsf:a=aac_adtstoasc|-bsf:a:[0-9]=aac_adtstoasc) ;;
    -map=*[!0-9:av]*|-aspect=*[!0-9.]*|-ss=*[!0-9.]*) refuse "$option";;
    -map=?*|-aspect=?*|-ss=?*) ;;
    *) refuse "$option";;
  esac
  set -- "$@" "$option" "$value"
done
[ -n "$last" ] || refuse 'no output'
launch -nostdin "$@"`;

const FFPROBE = `
left=$# last=
while [ "$left" -gt 0 ]; do
  option=$1; shift; left=$((left - 1))
  case $option in
    -hide_banner|-show_format|-show_streams) set -- "$@" "$option"; continue;;
    -print_format|-of|-v) ;;
    -*) refuse 'an option';;
    *) [ "$left" -eq 0 ] || refuse 'a second input'
       input "$option"; set -- "$@" ${INPUT_OPTIONS.join(' ')} "file:$name"; last=yes; continue;;
  esac
  [ "$left" -gt 1 ] || refuse 'an option without a value'
  value=$1; shift; left=$((left - 1))
  case $option=$value in -print_format=json|-of=json|-v=error) ;; *) refuse "$option";; esac
  set -- "$@" "$option" "$value"
done
[ -n "$last" ] || refuse 'no input'
launch "$@"`;

/** Of three whole frames the one that shows most is taken: neither black, nor a fade. As wide as a large card, or as the film. */
const STILL_FILTER = "thumbnail=3,scale='min(448,iw)':-2";

/**
 * Moment in seconds, film, picture: the one thing for which pictures are decoded, those alone that need no other. It has
 * what others leave of the processor, for nobody waits for it.
 */
const STILL = `
[ "$#" -eq 3 ] || refuse 'the arguments'
case $1 in ''|*[!0-9.]*) refuse 'the moment';; esac
input "$2"; film=$name
named "$3"; [ ! -e "$name" ] || refuse 'a file that is there'
case $name in *.jpg) ;; *) refuse 'the kind of output';; esac
set -- -n 19 "$PROGRAM" -nostdin -loglevel error -threads 1 -skip_frame nointra ${INPUT_OPTIONS.join(' ')} -noaccurate_seek -ss "$1" -i "file:$film" \\
  -map 0:v:0 -vf ${shellQuoted(STILL_FILTER)} -frames:v 1 -q:v 5 -f image2 -update 1 "file:$name"
PROGRAM=nice
launch "$@"`;

const BODIES = { ffmpeg: FFMPEG, ffprobe: FFPROBE, still: STILL };

/**
 * Stands in ffmpeg's or ffprobe's place, for us and for yt-dlp. What yt-dlp really asks for is let through, and every
 * input and output must be a plain file of the run: playlists, live streams and whatever else a site can name end here.
 * RUN_DIRECTORY names the run, SEAL_NETWORK is `yes` when the network must still be taken away.
 */
export function ffmpegWrapper(tool: keyof typeof BODIES, program: string): string {
  const body = BODIES[tool];
  return `#!/bin/sh\nPROGRAM=${shellQuoted(program)}${REFUSE}${NAMED}${LAUNCH}${body}\n`;
}

/** A site's JavaScript runs in a heap of its own size, not in the address space that yt-dlp is held to. */
export function nodeWrapper(program: string): string {
  return `#!/bin/sh\nulimit -S -v unlimited\nexec ${shellQuoted(program)} --max-old-space-size=512 "$@"\n`;
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}
