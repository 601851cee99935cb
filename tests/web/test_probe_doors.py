def test_x(bench):
    t=bench.stranger().post('/login',data={'name':'lead','password':'x'}).text
    i=t.index('0x'); print(t[i-200:i+50])
