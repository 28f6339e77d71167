const size = { width: 320, height: 180 }
const framesPerSecond = 15

/** A moving picture that needs no camera and no permission; noise, so that no encoder can make little of it. */
export function startTestPicture(): { readonly track: MediaStreamTrack; readonly stop: () => void } {
  const canvas = Object.assign(document.createElement('canvas'), size)
  const context = canvas.getContext('2d')
  const [track] = canvas.captureStream(framesPerSecond).getVideoTracks()
  if (context === null || track === undefined) throw new Error('this browser draws no pictures')
  const draw = (): void => {
    for (let at = 0; at < 60; at += 1) {
      context.fillStyle = `hsl(${String(Math.random() * 360)} 80% 50%)`
      context.fillRect(Math.random() * size.width, Math.random() * size.height, 24, 24)
    }
  }
  draw()
  const timer = setInterval(draw, 1_000 / framesPerSecond)
  return {
    track,
    stop: () => {
      clearInterval(timer)
      track.stop()
    },
  }
}
