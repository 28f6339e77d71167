/** A reason why the product cannot start, as one Vietnamese sentence that names the component and the remedy. */
export class StartProblem extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'StartProblem'
  }
}
