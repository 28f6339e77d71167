import type { Participant } from '#contract/room.ts'
import { pictureBox, type PictureBox, type PictureFit, type Size } from '#core/room/picture-mapping.ts'
import { emptyBoard, type LiveBoard } from './client/boards.ts'
import { drawMarks, drawPointers, inkAt } from './draw-marks.ts'

interface PainterOptions {
  readonly canvas: HTMLCanvasElement
  readonly video: HTMLVideoElement
  readonly fit: PictureFit
  readonly mirrored: boolean
}

/** Paints what lies over one picture, anew whenever the board, the picture's size or the screen changes; frame by frame only while a pointer fades. */
export class BoardPainter {
  readonly #options: PainterOptions
  readonly #sized: ResizeObserver
  #still: HTMLImageElement | null = null
  #board: LiveBoard = emptyBoard
  #people: readonly Participant[] = []
  #frame = 0
  #isBlank = true

  constructor(options: PainterOptions) {
    this.#options = options
    this.#sized = new ResizeObserver(this.#paint)
    this.#sized.observe(options.canvas)
    // The picture's own size changes with the layer that the line carries.
    options.video.addEventListener('resize', this.#paint)
  }

  /** Where the picture lies on this screen now, or null before its first frame. */
  get box(): PictureBox | null {
    const { canvas, fit } = this.#options
    return pictureBox({ width: canvas.clientWidth, height: canvas.clientHeight }, this.#pictureSize, fit)
  }

  show(board: LiveBoard, people: readonly Participant[]): void {
    this.#board = board
    this.#people = people
    if (board.frozen === null) this.#still = null
    this.#paint()
  }

  /** A frozen frame stands in the video's place, loaded. */
  standStill(still: HTMLImageElement): void {
    this.#still = still
    this.#paint()
  }

  /** Idempotent. */
  close(): void {
    cancelAnimationFrame(this.#frame)
    this.#sized.disconnect()
    this.#options.video.removeEventListener('resize', this.#paint)
  }

  get #pictureSize(): Size {
    const { video } = this.#options
    return this.#still === null ? { width: video.videoWidth, height: video.videoHeight } : { width: this.#still.naturalWidth, height: this.#still.naturalHeight }
  }

  readonly #paint = (): void => {
    cancelAnimationFrame(this.#frame)
    const { marks, pointers } = this.#board
    const isEmpty = marks.length === 0 && pointers.length === 0
    // Most pictures are never drawn on: for them nothing is measured.
    if (isEmpty && this.#isBlank) return
    this.#isBlank = isEmpty
    const { canvas, mirrored } = this.#options
    const context = canvas.getContext('2d')
    if (context === null) return
    const ratio = window.devicePixelRatio
    canvas.width = canvas.clientWidth * ratio
    canvas.height = canvas.clientHeight * ratio
    const { box } = this
    if (box === null) return
    context.scale(ratio, ratio)
    const sheet = { context, box, mirrored, ink: inkAt(canvas), people: this.#people }
    drawMarks(sheet, this.#board.marks)
    if (drawPointers(sheet, this.#board, performance.now())) this.#frame = requestAnimationFrame(this.#paint)
  }
}
