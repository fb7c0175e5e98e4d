var dati = {"id":"3","text":"tre; (quattro)","lang":"it"};
window['altri'] = {"id":"4","text":"quattro","lang":"it"};
const cinque={"id":"5","text":"cinque","lang":"it"}
