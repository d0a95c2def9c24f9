'use strict';
new EventSource('/_dev/events').onmessage = () => location.reload();
