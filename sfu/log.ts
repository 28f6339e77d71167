/** Everything the SFU writes down: transitions with opaque ids, so that no person can be read from a log. */
export type SfuLogEntry =
  | { readonly event: 'listening'; readonly port: number; readonly workers: number; readonly mediaPort: number }
  | { readonly event: 'draining'; readonly rooms: number }
  | { readonly event: 'stopped' }
  | { readonly event: 'worker-died'; readonly pid: number; readonly port: number }
  | { readonly event: 'worker-replaced'; readonly pid: number; readonly port: number }
  | { readonly event: 'worker-start-failed'; readonly port: number; readonly cause: unknown }
  | { readonly event: 'room-opened'; readonly room: string }
  | { readonly event: 'room-closed'; readonly room: string; readonly reason: string }
  | { readonly event: 'room-lost'; readonly room: string; readonly reason: string }
  | { readonly event: 'video-blocked'; readonly room: string; readonly closed: number }
  | { readonly event: 'peer-opened' | 'peer-closed' | 'peer-disconnected'; readonly room: string; readonly peer: string }
  | { readonly event: 'control-connected' | 'control-left'; readonly links: number }
  | { readonly event: 'control-refused'; readonly reason: string }
  | { readonly event: 'rooms-unattended'; readonly rooms: number }
  | { readonly event: 'request-failed'; readonly request: string; readonly cause: unknown }
  | { readonly event: 'media-warning'; readonly source: string; readonly text: string }

export type SfuLog = (level: 'info' | 'warn' | 'error', entry: SfuLogEntry) => void
