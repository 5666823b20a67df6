// The project's socket: turns what the room says into events that live parts listen to.
