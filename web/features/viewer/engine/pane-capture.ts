/** The canvas and the marks above it as one PNG, as large as they are on screen. */
export async function drawnOn(canvas: HTMLCanvasElement, element: HTMLElement): Promise<Blob> {
  const paper = document.createElement('canvas')
  paper.width = canvas.width
  paper.height = canvas.height
  const context = paper.getContext('2d')
  if (context === null) throw new Error('no canvas to draw on')
  context.drawImage(canvas, 0, 0)
  const marks = element.querySelector('svg.svg-layer')
  if (marks !== null) {
    const copy = marks.cloneNode(true) as SVGElement
    copy.setAttribute('width', String(paper.width))
    copy.setAttribute('height', String(paper.height))
    copy.setAttribute('viewBox', `0 0 ${element.clientWidth} ${element.clientHeight}`)
    const picture = new Image()
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
    await picture.decode()
    context.drawImage(picture, 0, 0)
  }
  const blob = await new Promise<Blob | null>((resolve) => paper.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error('the picture could not be drawn')
  return blob
}

