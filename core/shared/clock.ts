/** Source of the present moment in UTC; a port, so that a test can hold time still. */
export type Clock = () => Date
