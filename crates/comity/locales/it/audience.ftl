
# A chi è rivolta un’attività
audience-title = A chi è rivolta
audience-link = A chi è rivolta questa attività
audience-chip = { $who ->
    [some] alcune persone
   *[everybody] tutti
 }
audience-lead = Un’attività è per tutte le persone invitate allo scambio, oppure solo per quelle di cui un’informazione che hanno accettato di dare ha uno di certi valori. Nessun altro la vede e nessun altro partecipa.
audience-now-everybody = È per tutte le persone invitate allo scambio.
audience-now-some = È per chi ha accettato di dare { $item }, quando il valore è uno di questi:
audience-everybody = tutte le persone invitate
audience-item = A chi è rivolta
audience-item-hint = Si intende chi ha accettato di dare questa informazione per quello scopo e l’ha data. Chi non l’ha fatto, o ci ripensa, non è tra loro.
audience-item-for = «{ $item }» per «{ $purpose }»
audience-values = Uno di questi valori
audience-values-hint = Uno per riga. Le maiuscole non contano.
audience-count-note = Per contarle si guarda ciò che le persone hanno dato. Ognuna lo vede nel proprio registro, al massimo una volta al giorno, come quando viene qui.
audience-count-button = Quante sono ora?
audience-save = Salva
audience-leaving = Chi non è più tra loro da quel momento non vede l’attività. Ciò che ha portato resta, e può ancora vederlo e ritirarlo.
audience-counted = { $few ->
    [yes] Ora sono meno di 10 persone.
   *[no] Ora sono almeno { $n } persone. Si dicono solo decine intere, così che nessuno si trovi confrontando due numeri.
 }
audience-counted-part = Sono state guardate solo le prime 10.000 persone che hanno dato questa informazione.
audience-remarks = Su cui riflettere prima
audience-remark = { $what ->
    [not-asked] Nessuna clausola delle condizioni in vigore chiede questa informazione per quello scopo. Perciò nessun altro può entrare tra loro.
    [special] Questa informazione è di una categoria particolare (GDPR, articolo 9). Di chi si vede partecipare qui si sa che ha uno di questi valori. Chiediti se se ne può fare a meno.
    [other-purpose] Le condizioni dicono che questo scopo serve ad altro che a scegliere chi partecipa. Chi l’ha accettato potrebbe non aspettarselo. Lo dice uno scopo apposito, con la voce «Decidere chi ha diritto al servizio».
   *[unclear-purpose] Niente nelle condizioni dice se questo scopo comprende lo scegliere chi partecipa. Lo dice uno scopo con la voce «Decidere chi ha diritto al servizio».
 }
audience-wrong = { $what ->
    [item] Ci sono dei valori, ma non di che cosa. Sceglilo, o lascia vuoti i valori.
    [none] Indica almeno un valore, o scegli tutte le persone.
    [many] Si possono indicare al massimo 50 valori.
    [long] Un valore ha al massimo 100 caratteri.
   *[unknown] Le condizioni in vigore non lo chiedono. Scegli dall’elenco.
 }
audience-no-items = Le condizioni di questo scambio non chiedono informazioni, perciò un’attività è per tutti.
audience-guests = Qui si partecipa senza account, e chi non ne ha uno non ha accettato niente. Perciò è per tutti.
audience-because = Vedi questa attività perché hai accettato di dare «{ $item }» per «{ $purpose }».
