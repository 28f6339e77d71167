'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { Callout } from '#web/ui/callout.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { Playback } from './playback.ts'
import type { LaneView, RecordingView, SegmentView, StretchView } from './present-recording.ts'
import { PlayerBar } from './player-bar.tsx'
import { RecordingTimeline } from './recording-timeline.tsx'
import { usePlayerKeys } from './use-player-keys.ts'

/** Files are fetched this long before they are due, in milliseconds. */
const ahead = 15_000
/** What may be passed over at the beginning because nothing can be seen yet, in milliseconds. */
const longestPrelude = 5_000

/** Every source of a recording side by side in one time, with its timeline. */
export function RecordingPlayer({ recording }: { readonly recording: RecordingView }) {
  const t = useTranslations('recording.player')
  const [playback] = useState(() => playbackOf(recording))
  const { at } = useSyncExternalStore(playback.subscribe, playback.getSnapshot, playback.getSnapshot)
  useEffect(() => () => playback.close(), [playback])
  const pictures = recording.lanes.filter(({ kind }) => kind === 'video')
  const [chosen, setChosen] = useState<string | null>(null)
  const [muted, setMuted] = useState(false)
  usePlayerKeys({ playback, recording, pictures, choose: setChosen, toggleSound: () => setMuted((is) => !is) })
  const main = pictures.find(({ key }) => key === chosen) ?? pictures[0]
  return (
    <div className="grid gap-2 overflow-hidden rounded-card bg-stage p-2 text-ink" data-theme="room">
      {pictures.length === 0 && <Callout tone="info">{t('noPicture')}</Callout>}
      <div className="flex flex-wrap gap-2">
        {pictures.map((lane, index) => (
          <Picture key={lane.key} lane={lane} at={at} playback={playback} main={lane === main} number={index + 1} onChoose={() => setChosen(lane.key)} />
        ))}
      </div>
      {recording.lanes.filter(({ kind }) => kind === 'audio').map((lane) => (
        <Sources key={lane.key} lane={lane} at={at} playback={playback} muted={muted} />
      ))}
      <PlayerBar playback={playback} recording={recording} muted={muted} onMuted={setMuted} />
      <RecordingTimeline recording={recording} playback={playback} />
      <p className="text-small text-quiet max-lg:hidden">{t('keys')}</p>
    </div>
  )
}

/** The first source comes a moment after the recording has begun; who opens it sees a picture and not that moment. */
function playbackOf({ length, lanes }: RecordingView): Playback {
  const playback = new Playback(length)
  const begins = lanes.filter(({ kind }) => kind === 'video').flatMap(({ segments }) => segments.map(({ from }) => from))
  const first = Math.min(...begins)
  if (first < longestPrelude) playback.seek(first)
  return playback
}

const isNow = ({ from, until }: StretchView, at: number): boolean => at >= from && at < until

interface PictureProps {
  readonly lane: LaneView
  readonly at: number
  readonly playback: Playback
  readonly main: boolean
  readonly number: number
  readonly onChoose: () => void
}

function Picture({ lane, at, playback, main, number, onChoose }: PictureProps) {
  const t = useTranslations('recording')
  const shown = lane.segments.some((segment) => isNow(segment, at))
  const [off, lost] = [lane.muted, lane.gaps].map((stretches) => stretches.some((one) => isNow(one, at)))
  const name = `${t(`label.${lane.label}`)} · ${lane.person}`
  return (
    <button
      type="button"
      onClick={onChoose}
      aria-pressed={main}
      aria-label={t('player.showLarge', { name })}
      className={classNames('relative aspect-video overflow-hidden rounded-control bg-sunken text-left', main ? 'order-first max-h-[60dvh] w-full' : 'w-40 sm:w-56', main && 'ring-2 ring-jade')}
    >
      <Sources lane={lane} at={at} playback={playback} muted />
      {(off || !shown) && <span className="absolute inset-0 flex items-center justify-center bg-sunken p-2 text-center text-dense text-quiet">{t(off ? 'player.off' : lost ? 'player.gap' : 'player.notNow')}</span>}
      <span className="absolute bottom-1 left-1 max-w-[calc(100%-0.5rem)] truncate rounded-control bg-overlay px-2 py-0.5 text-small text-ink">{number} · {name}</span>
    </button>
  )
}

interface SourcesProps {
  readonly lane: LaneView
  readonly at: number
  readonly playback: Playback
  readonly muted: boolean
}

/** The files of a lane that are due now or soon; the others are not asked for. */
function Sources({ lane, at, playback, muted }: SourcesProps) {
  return lane.segments
    .filter(({ playable, from, until }) => playable && at >= from - ahead && at < until)
    .map((segment) => <Source key={segment.id} segment={segment} kind={lane.kind} hidden={!isNow(segment, at)} playback={playback} muted={muted} />)
}

interface SourceProps {
  readonly segment: SegmentView
  readonly kind: LaneView['kind']
  readonly hidden: boolean
  readonly playback: Playback
  readonly muted: boolean
}

function Source({ segment, kind, hidden, playback, muted }: SourceProps) {
  const { id, from, until, playable } = segment
  const attach = useCallback(
    (element: HTMLMediaElement | null) => (element === null ? undefined : playback.attach(element, { id, from, until, playable })),
    [playback, id, from, until, playable],
  )
  const address = `/api/recordings/${id}`
  if (kind === 'audio') return <audio ref={attach} src={address} preload="auto" muted={muted} data-segment={id} />
  return (
    <video
      ref={attach}
      src={address}
      preload="auto"
      muted
      playsInline
      disablePictureInPicture
      controlsList="nodownload"
      onContextMenu={(event) => event.preventDefault()}
      data-segment={id}
      className={classNames('absolute inset-0 size-full object-contain', hidden && 'invisible')}
    />
  )
}
