/**
 * What ffprobe and ffmpeg may open. A demuxer or decoder that is not here is never run on content, whatever the file claims to be: that keeps
 * playlists (hls, dash, concat), which open other files and addresses, and rare decoders, where the holes are, out of reach.
 */

/** Names of demuxers. */
const FORMATS = [
  'aac',
  'aiff',
  'amr',
  'asf',
  'au',
  'avi',
  'caf',
  'flac',
  'flv',
  'matroska',
  'mov',
  'mp3',
  'mpeg',
  'mpegts',
  'ogg',
  'w64',
  'wav',
  'webm',
];

/** Names of decoders for sound: all that is ever decoded. */
const AUDIO_DECODERS = [
  'aac',
  'aac_fixed',
  'aac_latm',
  'ac3',
  'ac3_fixed',
  'adpcm_ima_qt',
  'adpcm_ima_wav',
  'adpcm_ms',
  'alac',
  'amrnb',
  'amrwb',
  'eac3',
  'flac',
  'gsm',
  'gsm_ms',
  'mp1',
  'mp1float',
  'mp2',
  'mp2float',
  'mp3',
  'mp3float',
  'opus',
  'libopus',
  'vorbis',
  'libvorbis',
  'wmapro',
  'wmav1',
  'wmav2',
  'pcm_alaw',
  'pcm_mulaw',
  'pcm_u8',
  'pcm_s8',
  'pcm_s16le',
  'pcm_s16be',
  'pcm_s24le',
  'pcm_s24be',
  'pcm_s32le',
  'pcm_s32be',
  'pcm_f32le',
  'pcm_f32be',
  'pcm_f64le',
  'pcm_f64be',
];

/** What may stand beside the sound. ffprobe opens a decoder for each stream to describe it, and gives up on a file where it may not. */
const COMPANION_DECODERS = [
  'av1',
  'libdav1d',
  'libaom-av1',
  'flv',
  'gif',
  'h261',
  'h263',
  'h264',
  'hevc',
  'mjpeg',
  'mpeg1video',
  'mpeg2video',
  'mpegvideo',
  'mpeg4',
  'msmpeg4',
  'msmpeg4v2',
  'png',
  'prores',
  'theora',
  'vc1',
  'vp6',
  'vp6f',
  'vp8',
  'vp9',
  'libvpx',
  'libvpx-vp9',
  'webp',
  'wmv1',
  'wmv2',
  'wmv3',
  'ass',
  'ssa',
  'cc_dec',
  'dvbsub',
  'dvdsub',
  'mov_text',
  'pgssub',
  'srt',
  'subrip',
  'text',
  'webvtt',
];

const input = (decoders: string[]) => [
  '-protocol_whitelist',
  'file',
  '-format_whitelist',
  FORMATS.join(','),
  '-codec_whitelist',
  decoders.join(','),
];

/** Options to put before ffmpeg's `-i`. */
export const DECODE_LIMITS: readonly string[] = input(AUDIO_DECODERS);
/** Options to put before ffprobe's file. */
export const PROBE_LIMITS: readonly string[] = input([...AUDIO_DECODERS, ...COMPANION_DECODERS]);

/** inputName is how to name a local file so that no part of its path is taken for a protocol or an option. `path` is absolute. */
export function inputName(path: string): string {
  return `file:${path}`;
}
